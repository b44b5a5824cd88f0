import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.js';

let nowMs = 0;
let looks = 0;
beforeEach(() => {
  looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    looks++;
    return nowMs;
  });
});
afterEach(() => vi.restoreAllMocks());

/** How long each turn lasted, of so many steps that take so long each. */
async function turnsOf(steps: number, stepMs: number): Promise<number[]> {
  const turns = new Turns();
  const lasted: number[] = [];
  let began = nowMs;
  for (let i = 0; i < steps; i++) {
    nowMs += stepMs;
    if (!turns.isOver()) continue;
    lasted.push(nowMs - began);
    await turns.next();
    began = nowMs;
  }
  return lasted;
}

it('ends a turn after three milliseconds, however long a step takes', async () => {
  for (const stepMs of [0.001, 0.01, 0.1, 1]) {
    const lasted = await turnsOf(20_000, stepMs);
    expect(lasted.length).toBeGreaterThan(0);
    expect(Math.max(...lasted)).toBeLessThan(5);
  }
});

it('looks at the clock once in many small steps', async () => {
  await turnsOf(6_400, 0.0001);
  expect(looks).toBeLessThan(150);
});
