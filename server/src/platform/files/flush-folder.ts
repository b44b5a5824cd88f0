import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes sure that the names in a folder have reached the disk. */
export function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
