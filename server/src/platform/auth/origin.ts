import { Inject, Injectable } from '@nestjs/common';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';

/** Says which browser origins may write and open sockets. */
@Injectable()
export class Origins {
  private readonly allowed: ReadonlySet<string>;

  constructor(@Inject(RUNNING_CONFIG) config: RunningConfig) {
    const own = new URL(config.publicUrl);
    const names = [own.origin];
    // in demo mode a newcomer may type either name of the same machine
    if (config.mode === 'demo' && ['localhost', '127.0.0.1'].includes(own.hostname)) {
      const port = own.port ? `:${own.port}` : '';
      names.push(`${own.protocol}//localhost${port}`, `${own.protocol}//127.0.0.1${port}`);
    }
    this.allowed = new Set(names);
  }

  /** Absent and `null` origins are foreign. */
  isOwn(origin: string | undefined): boolean {
    return origin !== undefined && this.allowed.has(origin);
  }
}
