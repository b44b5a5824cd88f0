import { expect, it } from 'vitest';
import { Readiness } from './readiness.js';

it('calls boards away that say nothing, and does not wait for them as a proxy would not', async () => {
  const readiness = new Readiness();
  expect(await readiness.boardsAnswer()).toBe(true);
  readiness.registerBoards(() => Promise.reject(new Error('gone')));
  expect(await readiness.boardsAnswer()).toBe(false);
  readiness.registerBoards(() => new Promise(() => undefined));
  expect(await readiness.boardsAnswer()).toBe(false);
});
