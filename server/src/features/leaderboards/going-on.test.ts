import type { Period } from '@vigil/shared/calendar';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { award, type BoardsApp, change, startBoardsApp, takeBack } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn } from '../../../test/factories.js';
import type { HeardFact } from '../../platform/outbox/outbox.js';
import { KeptSums } from './kept-sums.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import type { MemberFacts } from './member-facts.js';

const now = new Date('2026-11-24T10:00:00Z');
const periods: Period[] = [
  { unit: 'week', key: '2026-W48' },
  { unit: 'month', key: '2026-11' },
  { unit: 'season', key: '2026-Q4' },
  { unit: 'all', key: 'all' },
];
const happening = fc.record({
  who: fc.nat({ max: 5 }),
  points: fc.integer({ min: 1, max: 9 }),
  quiet: fc.boolean(),
  takesBack: fc.nat({ max: 5 }).map((n) => n === 0),
  hides: fc.nat({ max: 10 }).map((n) => n === 0),
  elsewhere: fc.boolean(),
  daysAgo: fc.integer({ min: 0, max: 40 }),
  /** Word of it is put off until the end. */
  isLate: fc.nat({ max: 4 }).map((n) => n === 0),
  /** A tick comes after it. */
  ticks: fc.boolean(),
});

let database: TestDatabase;
let server: BoardsApp;
let members: string[];
let elsewhere: string;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startBoardsApp(database, null);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  const [here, there] = [await make.aDepartment('Here'), await make.aDepartment('There')];
  elsewhere = there.id;
  members = [];
  for (let i = 0; i < 6; i++)
    members.push((await make.aMember({ department: here, since: new Date('2026-01-01') })).id);
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

it('comes to what the whole ledger says, after every tick and whatever word is late', async () => {
  const seed = fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 31);
  const facts = server.app.get(LeaderboardsStore);
  const kept = new KeptSums(periods);
  let words = new Map<string, HeardFact>();
  const late = new Map<string, HeardFact>();
  let row = 0;
  let wentOn = 0;
  const tick = async (): Promise<void> => {
    const ids = [...words.keys()];
    wentOn += kept.known([...words.values()]).ids.length;
    const found = await facts.truth(periods, ids, { kept, words });
    const whole = await facts.truth(periods, ids);
    const unsure = (one: MemberFacts): boolean => !late.has(one.id);
    expect({ seed, row, members: sorted(found.members).filter(unsure) }).toEqual({
      ...{ seed, row },
      members: sorted(whole.members).filter(unsure),
    });
    words = new Map();
  };
  for (const { who, daysAgo, ...what } of fc.sample(happening, { numRuns: 250, seed })) {
    const id = members[who]!;
    const [since] = await server.sql.query<{ n: string }>(
      `SELECT coalesce(pg_sequence_last_value('points_entry_id_seq'::regclass), 0) AS n`,
    );
    const at = new Date(now.getTime() - daysAgo * 86_400_000);
    const hides = what.hides && who === 5;
    if (hides) await change(server, id, { visibility: 'hidden' });
    else if (what.takesBack) await takeBack(server, id);
    else await award(server, id, { ...what, at, department: what.elsewhere ? elsewhere : null });
    const word = { topic: 'points.changed', subject: id, row: ++row, since: Number(since?.n) };
    const earlier = words.get(id);
    if (hides) kept.forget([id]);
    if (what.isLate && earlier === undefined) late.set(id, word);
    else words.set(id, earlier ?? word);
    if (what.ticks) await tick();
  }
  await tick();
  words = new Map(late);
  late.clear();
  await tick();
  expect(wentOn).toBeGreaterThan(50);
});

function sorted(members: readonly MemberFacts[]): MemberFacts[] {
  return [...members]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ attributed, ...one }) => ({
      ...one,
      attributed: [...attributed].sort((a, b) => ((a.departmentId ?? '') < (b.departmentId ?? '') ? -1 : 1)),
    }));
}
