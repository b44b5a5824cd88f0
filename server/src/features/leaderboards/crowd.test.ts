import type { Period } from '@vigil/shared/calendar';
import type { BoardVisibility } from '@vigil/shared/people';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, type MockInstance, vi } from 'vitest';
import { award, type BoardsApp, change, startBoardsApp, takeBack } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Crowd } from './crowd.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { type Presence, PresenceStore } from './presence.store.js';
import { SeatRows } from './seat-rows.js';
import type { MemberFacts } from './member-facts.js';
import { shownPoints } from './truth.js';

const now = new Date('2026-11-24T10:00:00Z');
const weekMs = 7 * 86_400_000;
const periods: Period[] = [
  { unit: 'week', key: '2026-W48' },
  { unit: 'week', key: '2026-W47' },
  { unit: 'month', key: '2026-11' },
  { unit: 'season', key: '2026-Q4' },
  { unit: 'all', key: 'all' },
];
const happening = fc.record({
  who: fc.nat({ max: 11 }),
  points: fc.integer({ min: 1, max: 9 }),
  quiet: fc.boolean(),
  daysAgo: fc.integer({ min: 0, max: 40 }),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant('award') },
    { weight: 1, arbitrary: fc.constantFrom('takes back', 'moves', 'leaves', 'chooses') },
  ),
  visibility: fc.constantFrom<BoardVisibility>('named', 'pseudonym', 'hidden'),
  place: fc.nat({ max: 2 }),
});

let database: TestDatabase;
let server: BoardsApp;
let clock: MockInstance<() => number>;
let places: string[];
let members: string[];
beforeAll(async () => {
  clock = vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(now.getTime() - 4 * weekMs);
  database = await createTestDatabase();
  server = await startBoardsApp(database, null);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  await server.sql.query(`UPDATE installation SET created_at = '2026-10-20'`);
  places = [];
  for (const name of ['Sales', 'Law', 'Works']) places.push((await make.aDepartment(name)).id);
  members = [];
  for (let i = 0; i < 12; i++) {
    const department = i === 0 ? null : { id: places[i % 3]! };
    members.push((await make.aMember({ department, since: new Date('2026-10-25T10:00:00Z') })).id);
  }
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

it('knows of everybody what is read of each, after any history', async () => {
  const seed = fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 31);
  const history = fc.sample(happening, { numRuns: 200, seed });
  for (const [i, { who, what, daysAgo, visibility, place, ...earned }] of history.entries()) {
    clock.mockReturnValue(now.getTime() - Math.max(0, 4 - Math.floor(i / 40)) * weekMs);
    const id = members[who]!;
    const at = new Date(now.getTime() - daysAgo * 86_400_000);
    if (what === 'award') await award(server, id, { ...earned, at });
    else if (what === 'takes back') await takeBack(server, id);
    else if (what === 'moves') await change(server, id, { department: places[place] });
    else if (what === 'leaves' && who < 3) await change(server, id, { deactivatedAt: now });
    // half of them never choose anything
    else if (what === 'chooses' && who % 2 === 0) await change(server, id, { visibility });
  }
  const facts = server.app.get(LeaderboardsStore);
  const [{ crowd, members: others, borders }, each] = [
    await facts.truth(periods, null),
    await facts.truth(periods, members),
  ];
  const seats = [...crowd.ids.keys()];
  const plain = seats.filter((seat) => crowd.plain[seat] === 1).map((seat) => crowd.member(seat));
  expect(plain.length).toBeGreaterThanOrEqual(6);
  expect(others.length).toBeGreaterThan(0);
  expect({ seed, members: alike([...plain, ...others]) }).toEqual({ seed, members: alike(each.members) });
  expect(crowd.ids).toEqual([...members].sort());

  const book = await server.app.get(PresenceStore).read(periods, members);
  const stays = seats.map((seat) => inOrder(crowd.presence(seat)));
  expect({ seed, stays }).toEqual({ seed, stays: crowd.ids.map((id) => inOrder(book.get(id)!)) });
  for (const index of periods.keys())
    expect(await scoresOf(crowd, index)).toEqual(
      plain.flatMap((one) => {
        const points = shownPoints(one, { borders }, index, 'company');
        return points === null ? [] : [[one.id, points, Math.floor(one.reachedAtMs[index]!)]];
      }),
    );
});

it('reads rows of numbers as PostgreSQL writes them, whatever comes in between', () => {
  const row = fc.tuple(fc.nat({ max: 9 }), fc.integer(), fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(fc.array(row, { minLength: 1 })), (lots) => {
      const rows = new SeatRows(3, 10);
      for (const lot of lots) rows.add(`{${lot.map((one) => `{${one.join()}}`).join()}}`);
      for (let seat = 0; seat < 10; seat++) {
        const found: number[][] = [];
        for (let at = rows.first(seat); at >= 0; at = rows.next(at))
          found.unshift([0, 1, 2].map((column) => rows.at(at, column)));
        expect(found).toEqual(lots.flat().filter(([of]) => of === seat));
      }
    }),
  );
});

/** Without what boards do not depend on: the order of departments, those without points, and parts of a millisecond. */
function alike(members: readonly MemberFacts[]): object[] {
  return [...members]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ attributed, formerDepartments: _, reachedAtMs, ...one }) => ({
      ...one,
      reachedAtMs: reachedAtMs.map(Math.floor),
      attributed: inOrder(attributed.filter(({ points }) => points.some((has) => has !== 0))),
    }));
}

function inOrder<T extends AtPlace>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => ((a.departmentId ?? '') < (b.departmentId ?? '') ? -1 : 1));
}
type AtPlace = Pick<Presence, 'departmentId'> | { readonly departmentId: string | null };

async function scoresOf(crowd: Crowd, index: number): Promise<unknown[]> {
  const { points, reachedAtMs } = await crowd.scores(index);
  return crowd.ids.flatMap((id, seat) => (points[seat]! > 0 ? [[id, points[seat], reachedAtMs[seat]]] : []));
}
