import { expect, it } from 'vitest';
import { Exports } from './exports.js';
import { ProblemError } from './problem-error.js';

it('of fifty exports at once one is made at a time, in order, and of one person two wait at most (I6)', async () => {
  const exports = new Exports();
  const done: string[] = [];
  let running = 0;
  let most = 0;
  const make = (who: string, what: string) =>
    exports.make(who, async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      done.push(what);
      return what;
    });
  const all = Array.from({ length: 25 }, (_, i) => [make(`m-${i}`, `${i}a`), make(`m-${i}`, `${i}b`)]).flat();
  await expect(make('m-3', 'a third')).rejects.toBeInstanceOf(ProblemError);
  expect(await Promise.all(all)).toEqual(done);
  expect([most, done.length]).toEqual([1, 50]);
  expect(await make('m-3', 'later')).toBe('later');
});

it('one that fails holds up nobody (I6)', async () => {
  const exports = new Exports();
  const failing = exports.make('ada', () => Promise.reject(new Error('broken')));
  const next = exports.make('ben', () => Promise.resolve('made'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('made');
});
