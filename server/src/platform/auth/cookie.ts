import type { RunningConfig } from '../config/config.js';

type Address = Pick<RunningConfig, 'publicUrl'>;

/** `__Host-` binds the cookie to this very host, but browsers take it over TLS only. */
export function sessionCookieName(config: Address): string {
  return hostCookie(config, 'vigil');
}

/** The cookie of a screen on a wall: another one than a person's, so that neither is ever taken for the other. */
export function displayCookieName(config: Address): string {
  return hostCookie(config, 'vigil-display');
}

function hostCookie({ publicUrl }: Address, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}
