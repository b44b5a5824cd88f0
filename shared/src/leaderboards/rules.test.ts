import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardDelta, boardDelta, type BoardRow, type BoardWindow } from './contract.js';
import { apply, competitionRanks, diff, type Histogram, rankFromHistogram } from './rules.js';

const boardId = 'people.company.week.2026-W48';
const scores = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 });
const histograms: fc.Arbitrary<Histogram | null> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
    selector: ([score]) => score,
    maxLength: 6,
  })
  .map((all) => (all.length === 0 ? null : all.sort(([a], [b]) => b - a)));

const people: fc.Arbitrary<BoardRow[]> = fc
  .uniqueArray(
    fc.record({
      rowId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
      name: fc.constantFrom('Ada', 'Ben'),
      pseudonym: fc.boolean(),
      departmentId: fc.constantFrom(null, '5b0c8a1e-0000-4000-8000-000000000001'),
      points: fc.integer({ min: 1, max: 6 }),
    }),
    { selector: (row) => row.rowId, maxLength: 8 },
  )
  .map((rows) => {
    const sorted = rows.sort((a, b) => b.points - a.points);
    const ranks = competitionRanks(sorted.map((row) => row.points));
    return sorted.map((row, i) => ({ of: 'person' as const, ...row, rank: ranks[i]! }));
  });
const departments: fc.Arbitrary<BoardRow[]> = fc.uniqueArray(
  fc.record({
    of: fc.constant('department' as const),
    rowId: fc.constantFrom(...[1, 2, 3, 4].map((n) => `5b0c8a1e-0000-4000-8000-00000000000${n}`)),
    rank: fc.constantFrom(null, 1, 2),
    name: fc.constantFrom('Sales', 'Law'),
    people: fc.constantFrom(null, 5, 6),
    score: fc.constantFrom(null, 1.5, 2),
    average: fc.constantFrom(null, 1, 3),
    companyMean: fc.constantFrom(null, 1.5),
    noise: fc.constantFrom(null, 0, 0.4),
    division: fc.constantFrom(null, 'small' as const),
    divisionRank: fc.constantFrom(null, 1),
    participation: fc.constantFrom(null, 0, 0.5),
  }),
  { selector: (row) => row.rowId },
);
const contents = fc.record({ rows: fc.oneof(people, departments), histogram: histograms });
const window = (version: number, content: Pick<BoardWindow, 'rows' | 'histogram'>): BoardWindow => ({
  boardId,
  version,
  asOf: new Date(version * 1000).toISOString(),
  ...content,
});

/** Windows as a projector publishes them: a new version only where something can be seen to differ. */
const histories = fc.array(contents, { minLength: 2, maxLength: 6 }).map((all) => {
  const windows = [window(1, all[0]!)];
  const deltas: BoardDelta[] = [];
  for (const content of all.slice(1)) {
    const last = windows.at(-1)!;
    const next = window(last.version + 1, content);
    const delta = diff(last, next);
    if (delta === null) continue;
    deltas.push(delta);
    windows.push(next);
  }
  return { windows, deltas };
});

describe('competition ranks', () => {
  it('goes 1, 2, 2, 4', () => {
    expect(competitionRanks([9, 7, 7, 3])).toEqual([1, 2, 2, 4]);
    expect(competitionRanks([])).toEqual([]);
  });

  it('is one more than how many are better', () => {
    fc.assert(
      fc.property(scores, (some) => {
        const sorted = some.sort((a, b) => b - a);
        expect(competitionRanks(sorted)).toEqual(
          sorted.map((score) => 1 + sorted.filter((other) => other > score).length),
        );
      }),
    );
  });

  it('can be read from a histogram', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 13 }), (some, mine) => {
        const counts = new Map<number, number>();
        for (const score of some) counts.set(score, (counts.get(score) ?? 0) + 1);
        expect(rankFromHistogram([...counts], mine)).toBe(1 + some.filter((other) => other > mine).length);
      }),
    );
  });
});

describe('diff and apply', () => {
  it('applies what diff found to the very window that diff saw', () => {
    fc.assert(
      fc.property(contents, contents, (one, two) => {
        const [a, b] = [window(1, one), window(2, two)];
        const delta = diff(a, b);
        if (delta === null) expect({ ...b, version: 1, asOf: a.asOf }).toEqual(a);
        else expect(apply(a, boardDelta.parse(delta))).toEqual(b);
      }),
    );
  });

  it('sees nothing new in the same content', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(diff(window(1, content), window(2, content))).toBeNull();
      }),
    );
  });

  it('ends at the server’s window or says stale, whatever is doubled, reordered or lost', () => {
    const journeys = histories.chain((history) =>
      fc.record({
        history: fc.constant(history),
        start: fc.nat({ max: history.windows.length - 1 }),
        arrivals: fc.array(fc.nat({ max: Math.max(0, history.deltas.length - 1) }), { maxLength: 15 }),
      }),
    );
    fc.assert(
      fc.property(journeys, ({ history, start, arrivals }) => {
        let mine: BoardWindow = history.windows[start]!;
        for (const index of arrivals) {
          const delta = history.deltas[index];
          if (delta === undefined) continue;
          const next = apply(mine, delta);
          // what a client does when told so: fetch the newest window
          if (next !== 'stale') expect(next.version).toBeGreaterThanOrEqual(mine.version);
          mine = next === 'stale' ? history.windows.at(-1)! : next;
          expect(mine).toEqual(history.windows.find((w) => w.version === mine.version));
        }
        for (const delta of history.deltas) {
          const next = apply(mine, delta);
          expect(next).not.toBe('stale');
          if (next !== 'stale') mine = next;
        }
        expect(mine).toEqual(history.windows.at(-1));
      }),
      { numRuns: 300 },
    );
  });

  it('is stale on a gap and untouched by what it holds already', () => {
    const held = window(5, { rows: [], histogram: null });
    const delta: BoardDelta = {
      boardId,
      from: 6,
      version: 7,
      asOf: held.asOf,
      order: [],
      rows: [],
      histogram: null,
    };
    expect(apply(held, delta)).toBe('stale');
    expect(apply(held, { ...delta, from: 4, version: 6 })).toBe('stale');
    expect(apply(held, { ...delta, from: 4, version: 5 })).toBe(held);
    expect(apply(held, { ...delta, boardId: 'people.company.all.all' })).toBe(held);
    expect(apply(held, { ...delta, from: 5, version: 6, order: ['nobody'] })).toBe('stale');
  });

  it('sends one row when one score changes, however many ranks move', () => {
    const row = (rowId: string, points: number, rank: number): BoardRow => ({
      of: 'person',
      rowId,
      rank,
      name: rowId,
      pseudonym: false,
      departmentId: null,
      points,
    });
    const before = window(1, { rows: [row('a', 9, 1), row('b', 5, 2), row('c', 3, 3)], histogram: null });
    const after = window(2, { rows: [row('c', 11, 1), row('a', 9, 2), row('b', 5, 3)], histogram: null });
    expect(diff(before, after)?.rows.map((r) => r.rowId)).toEqual(['c']);
  });
});
