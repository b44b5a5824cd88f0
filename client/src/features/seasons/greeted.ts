const storageKey = 'vigil-season-greeted';

/** Whether the beginning of a season has been seen on this device. */
export function isGreeted(key: string): boolean {
  try {
    return localStorage.getItem(storageKey) === key;
  } catch {
    // Storage is blocked: one greeting too many is better than none.
    return false;
  }
}

export function keepGreeted(key: string): void {
  try {
    localStorage.setItem(storageKey, key);
  } catch {
    // Storage is blocked: it is put away for as long as the page stands.
  }
}
