import type { RunningConfig } from '../config/config.js';

/** `__Host-` binds the cookie to this very host, but browsers take it over TLS only. */
export function sessionCookieName(config: RunningConfig): string {
  return config.publicUrl.startsWith('https:') ? '__Host-vigil' : 'vigil';
}
