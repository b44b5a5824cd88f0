import { setTimeout as pause } from 'node:timers/promises';

const mostTries = 100;
const betweenTriesMs = 50;

/** Tries again for a while: something closes when nobody is left who began before its line. @returns whether it has */
export async function untilClosed(
  close: () => Promise<unknown>,
  isClosed: () => Promise<boolean>,
): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    await close();
    if (await isClosed()) return true;
    await pause(betweenTriesMs);
  }
  return false;
}
