import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { readOptions, UsageError } from './options.js';
import { faultNames, faults, planOf } from './plan.js';
import { Random } from './random.js';
import { type Step, stepsOf } from './workload.js';

const aSeed = fc.integer({ min: 0, max: 4_294_967_295 });
const plan = (seed: number, blows = 20) =>
  planOf(new Random(seed).stream('faults'), { blows, names: faultNames });

function firstSteps(seed: number, count: number): Step[] {
  const steps = stepsOf(new Random(seed).stream('writer-0'), 'w0', [
    'ann@chaos.example',
    'bob@chaos.example',
  ]);
  return Array.from({ length: count }, () => steps.next().value);
}

test.prop([aSeed])('a seed gives the same faults and the same work again', (seed) => {
  expect(plan(seed)).toEqual(plan(seed));
  expect(firstSteps(seed, 100)).toEqual(firstSteps(seed, 100));
});

test.prop([aSeed])('every fault comes once before any comes again, and lasts as long as it may', (seed) => {
  const blows = plan(seed, 2 * faultNames.length);
  for (const half of [blows.slice(0, faultNames.length), blows.slice(faultNames.length)])
    expect(half.map((blow) => blow.faults[0]?.name).sort()).toEqual(faultNames.toSorted());
  for (const { name, lastsMs } of blows.flatMap((blow) => blow.faults)) {
    expect(lastsMs).toBeGreaterThanOrEqual(faults[name].seconds[0] * 1_000);
    expect(lastsMs).toBeLessThanOrEqual(faults[name].seconds[1] * 1_000);
  }
});

test.prop([aSeed])('what comes together is of different parts', (seed) => {
  for (const blow of plan(seed)) {
    const parts = blow.faults.map(({ name }) => faults[name].of);
    expect(new Set(parts).size).toBe(parts.length);
  }
});

it('draws another course for another seed', () => {
  expect(plan(1)).not.toEqual(plan(2));
  expect(firstSteps(1, 20)).not.toEqual(firstSteps(2, 20));
});

it('has repeats, things under several keys and double sends in its work', () => {
  const steps = firstSteps(1, 500);
  const keys = steps.map(({ fact }) => fact.naturalKey);
  expect(new Set(keys).size).toBeLessThan(keys.length);
  const things = [...new Map(steps.map(({ fact }) => [fact.naturalKey, fact.object]))].map(
    ([, object]) => object,
  );
  expect(things.filter((thing) => thing?.startsWith('thing-of-') === false).length).toBeGreaterThan(1);
  expect(steps.some(({ twice }) => twice)).toBe(true);
});

it('reads its options, and says what it cannot read', () => {
  expect(readOptions(['--blows', '3', '--faults', 'server-killed,redis-away'], '7')).toEqual({
    seed: 7,
    blows: 3,
    faults: ['server-killed', 'redis-away'],
  });
  expect(readOptions([], '0')).toEqual({ seed: 0, blows: faultNames.length, faults: faultNames });
  for (const wrong of [['--blows', '0'], ['--faults', 'flood'], ['--what']])
    expect(() => readOptions(wrong, '1')).toThrow(UsageError);
  expect(() => readOptions([], 'x')).toThrow(UsageError);
});
