import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../logging/log.js';
import { Sweep } from './sweep.js';

/** Each look lasts until it is let go. */
class Slow extends Sweep {
  readonly open: { done: () => void; fail: () => void }[] = [];
  readonly stopped: boolean[] = [];

  constructor(atStart = false) {
    super({ everyMs: 1_000, atStart, late: 'it has to wait' }, createLog('silent'));
  }

  protected async sweep(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.open.push({ done: resolve, fail: () => reject(new Error('away')) });
    });
    this.stopped.push(this.ending);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1_000);

it('looks one at a time, and a slow look is not followed by all that it kept waiting', async () => {
  const one = new Slow();
  one.onApplicationBootstrap();
  await seconds(10);
  expect(one.open).toHaveLength(1);
  one.open[0]?.done();
  await seconds(0.5);
  expect(one.open).toHaveLength(1);
  await seconds(1);
  expect(one.open).toHaveLength(2);
});

it('goes on after a look that failed', async () => {
  const one = new Slow(true);
  one.onApplicationBootstrap();
  await seconds(0);
  one.open[0]?.fail();
  await seconds(1);
  expect(one.open).toHaveLength(2);
});

it('looks behind the one under way when it is asked to, so that it sees what came meanwhile', async () => {
  const one = new Slow();
  const [first, second] = [one.look(), one.look()];
  await seconds(0);
  expect(one.open).toHaveLength(1);
  one.open[0]?.done();
  await first;
  await seconds(0);
  one.open[1]?.done();
  await second;
  expect(one.open).toHaveLength(2);
});

it('ends when the look under way has, which is told, and looks no more', async () => {
  const one = new Slow(true);
  one.onApplicationBootstrap();
  await seconds(0);
  let ended = false;
  const ending = one.beforeApplicationShutdown().then(() => (ended = true));
  await seconds(5);
  expect(ended).toBe(false);
  one.open[0]?.done();
  await ending;
  await seconds(5);
  expect([one.open.length, one.stopped]).toEqual([1, [true]]);
});
