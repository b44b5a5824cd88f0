import { Inject, Injectable } from '@nestjs/common';
import { displayCookieName } from '../../platform/auth/cookie.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import type { HttpCall } from '../../platform/http/call.js';

/** As long as browsers keep any cookie; how long a screen may be away is the server's to say. */
const keptSeconds = 400 * 86_400;

/** Puts a screen's cookie into its browser, where no script can read it and no other site can send it. */
@Injectable()
export class DisplayCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor(@Inject(RUNNING_CONFIG) config: RunningConfig) {
    this.name = displayCookieName(config);
    const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
    this.attributes = `; Path=/; HttpOnly; SameSite=Strict${secure}; Max-Age=${keptSeconds}`;
  }

  set(http: HttpCall, value: string): void {
    http.setHeader('set-cookie', `${this.name}=${value}${this.attributes}`);
    http.setHeader('cache-control', 'no-store');
  }

  /** What the browser sent; null when nothing. */
  read(http: HttpCall): string | null {
    const pairs = (http.header('cookie') ?? '').split(';').map((pair) => pair.trim());
    const found = pairs.find((pair) => pair.startsWith(`${this.name}=`));
    return found?.slice(this.name.length + 1) || null;
  }
}
