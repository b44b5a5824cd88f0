import type { NavEntry } from '../lib/screen';

/** Whether the page on screen belongs to an entry of the navigation: it, or something below it. */
export function isCurrent(entry: NavEntry, path: string): boolean {
  return entry.to === '/' ? path === '/' : path === entry.to || path.startsWith(`${entry.to}/`);
}
