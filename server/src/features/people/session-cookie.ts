import { Inject, Injectable } from '@nestjs/common';
import { sessionCookieName } from '../../platform/auth/cookie.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import type { HttpCall } from '../../platform/http/call.js';
import { sessionLifeMs } from './sessions.store.js';

/** Puts the session into the browser, where no script can read it. */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor(@Inject(RUNNING_CONFIG) config: RunningConfig) {
    this.name = sessionCookieName(config);
    this.attributes = `; Path=/; HttpOnly; SameSite=Lax${config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  }

  set(http: HttpCall, token: string): void {
    http.setHeader('set-cookie', `${this.name}=${token}${this.attributes}; Max-Age=${sessionLifeMs / 1_000}`);
    http.setHeader('cache-control', 'no-store');
  }

  clear(http: HttpCall): void {
    http.setHeader('set-cookie', `${this.name}=${this.attributes}; Max-Age=0`);
  }

  /** What the browser sent; null when nothing. It is only ever used to end a session, never adopted. */
  read(http: HttpCall): string | null {
    for (const pair of (http.header('cookie') ?? '').split(';')) {
      const at = pair.indexOf('=');
      if (pair.slice(0, at).trim() === this.name) return pair.slice(at + 1).trim() || null;
    }
    return null;
  }
}
