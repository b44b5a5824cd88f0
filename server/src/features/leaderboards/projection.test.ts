import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import { award, type BoardsApp, change, startBoardsApp, takeBack } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import type { BoardVisibility } from '@vigil/shared/people';
import { factoriesOn } from '../../../test/factories.js';
import { allCarried } from '../../../test/settled.js';
import { startOwnRedis } from '../../../../test/own-redis.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { BOARD_STORE, type BoardStore } from '../../platform/boards-store/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { checkBoards } from '../../verify/board-checks.js';
import { checkDepartments } from '../../verify/department-checks.js';
import { BoardInspection } from './board-inspection.js';
import { boardNamed } from './board-name.js';
import { LeaderboardsProjector } from './leaderboards.projector.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { LedgerBoards } from './ledger-boards.js';
import { LiveDepartments, StandingPace } from './live-departments.js';
import { OpenBoards } from './open-boards.js';
import { Publisher, Superseded } from './publisher.js';
import { RowIds } from './row-ids.js';

const now = new Date('2026-11-24T10:00:00Z');
const longAgo = new Date('2026-06-01T10:00:00Z');
const calendar = { timeZone: 'Europe/Berlin' };
type Happening =
  | { readonly award: { readonly points: number; readonly quiet: boolean } }
  | { readonly change: { visibility: BoardVisibility; lastName?: string; department?: number } }
  | { readonly takenBack: true }
  | { readonly leaves: true };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      award: fc.record({ points: fc.integer({ min: 1, max: 9 }), quiet: fc.boolean() }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      change: fc.record({
        visibility: fc.constantFrom<BoardVisibility>('named', 'pseudonym', 'hidden'),
        department: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
        lastName: fc.option(fc.constantFrom('Moth', 'Wren'), { nil: undefined }),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ takenBack: true as const }) },
  { weight: 1, arbitrary: fc.constant({ leaves: true as const }) },
);
const operation = fc.record({
  who: fc.nat({ max: 15 }),
  what: happening,
  daysAgo: fc.integer({ min: 0, max: 12 }),
});

describe.each([
  ['embedded', false],
  ['Redis', true],
])('the projection, %s', (_, withRedis) => {
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let server: BoardsApp;
  let clock: MockInstance<() => number>;
  let departments: string[];
  let members: string[];

  beforeAll(async () => {
    clock = vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(now.getTime());
    vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
    database = await createTestDatabase();
    redis = withRedis ? await startOwnRedis() : null;
    server = await startBoardsApp(database, redis?.url ?? null);
    const make = factoriesOn(server.sql);
    await make.anOrganisation();
    departments = [];
    for (const name of ['Sales', 'Law', 'Works']) departments.push((await make.aDepartment(name)).id);
    members = [];
    for (let i = 0; i < 16; i++)
      members.push((await make.aMember({ department: { id: departments[i % 3]! }, since: longAgo })).id);
  });
  afterAll(async () => {
    await server.app.close();
    await database.drop();
    await redis?.stop();
  });

  const drained = (): Promise<void> => allCarried(server.sql);

  it('equals the ledger after any history, window by window, and a rebuild finds nothing to change', async () => {
    const seed = fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 31);
    const history = fc.sample(operation, { numRuns: 150, seed });
    for (const [i, { who, what, daysAgo }] of history.entries()) {
      // choices take effect from week to week
      clock.mockReturnValue(now.getTime() - Math.max(0, 3 - Math.floor(i / 40)) * 7 * 86_400_000);
      const memberId = members[who]!;
      const at = new Date(now.getTime() - daysAgo * 86_400_000);
      if ('award' in what) await award(server, memberId, { ...what.award, at });
      else if ('change' in what) {
        const { department = -1, ...rest } = what.change;
        await change(server, memberId, { ...rest, department: departments[department] });
      } else if ('takenBack' in what) await takeBack(server, memberId);
      else if (who < 3) await change(server, memberId, { deactivatedAt: now });
    }
    await drained();
    const inspection = server.app.get(BoardInspection);
    const boards = await inspection.all();
    const findings = [
      ...(await checkBoards(server.sql, boards, boards, now)),
      await checkDepartments(server.sql, boards, now),
    ];
    for (const { name, found } of findings) expect({ seed, name, found }).toEqual({ seed, name, found: [] });
    for (const { boardId, window } of boards) {
      const name = boardNamed(boardId, now.getTime(), calendar)!;
      const { content } = await server.app.get(LedgerBoards).read(name, false);
      expect({ seed, boardId, rows: window?.rows ?? [] }).toEqual({ seed, boardId, rows: content.rows });
    }
    await server.app.get(LeaderboardsProjector).rebuild();
    expect(await inspection.all()).toEqual(boards);
  });

  it('fences a process that was asleep: its late scores and windows change nothing', async () => {
    const period = { unit: 'week', key: '2026-W30' } as const;
    const at = new Date('2026-07-22T10:00:00Z');
    const get = server.app;
    const [facts, publisher] = [get.get(LeaderboardsStore), get.get(Publisher)];
    const store = get.get<BoardStore>(BOARD_STORE);
    const keeper = () =>
      new OpenBoards(
        [period],
        get.get(LiveDepartments).begin([period]),
        store,
        publisher,
        get.get(RowIds),
        (ids, board) => facts.shown(ids, board),
      );
    const [asleep, awake] = [keeper(), keeper()];
    const { id } = await factoriesOn(server.sql).aMember({ since: longAgo });
    await award(server, id, { points: 4, at });
    await asleep.rebuild(await facts.truth([period], null));
    const seenBefore = await facts.truth([period], [id]);
    await award(server, id, { points: 5, at });
    await awake.rebuild(await facts.truth([period], null));
    const boardId = 'people.company.week.2026-W30';
    const [scores, window] = [await store.top(boardId, 9), await store.readWindow(boardId)];
    expect(scores).toEqual([{ id, points: 9, rank: 1 }]);
    await expect(asleep.update(seenBefore, new Set([id]))).rejects.toThrow(Superseded);
    await expect(asleep.rebuild(seenBefore)).rejects.toThrow(Superseded);
    expect(await store.top(boardId, 9)).toEqual(scores);
    expect(await store.readWindow(boardId)).toEqual(window);
  });
});
