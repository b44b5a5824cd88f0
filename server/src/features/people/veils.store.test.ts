import type { RouteInput } from '@vigil/shared/contract';
import type { updateMe } from '@vigil/shared/people';
import { afterAll, beforeAll, expect, it, type MockInstance, vi } from 'vitest';
import { type BoardsApp, startBoardsApp } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { MeService } from './me.service.js';

const tuesday = Date.parse('2026-11-24T10:00:00Z');
const nextWeek = '2026-11-29T23:00:00.000Z';
const dayMs = 86_400_000;

let clock: MockInstance<() => number>;
let database: TestDatabase;
let server: BoardsApp;
let me: MeService;
beforeAll(async () => {
  clock = vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday);
  database = await createTestDatabase();
  server = await startBoardsApp(database, null);
  await factoriesOn(server.sql).anOrganisation();
  me = server.app.get(MeService, { strict: false });
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

const somebody = (): Promise<MadeMember> => factoriesOn(server.sql).aMember();
const choose = async (
  { id }: MadeMember,
  boardVisibility: NonNullable<RouteInput<typeof updateMe>['body']['boardVisibility']>,
) => (await me.update(id, { boardVisibility })).onBoards;

it('draws a pseudonym that begins next week, and the name comes back the week after it was chosen', async () => {
  clock.mockReturnValue(tuesday);
  const ada = await somebody();
  const chosen = await choose(ada, 'pseudonym');
  expect(chosen).toEqual({
    pseudonym: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/) as string,
    startsAt: nextWeek,
  });
  clock.mockReturnValue(tuesday + 7 * dayMs);
  expect((await me.read(ada.id)).onBoards).toEqual({ pseudonym: chosen.pseudonym, startsAt: null });
  expect(await choose(ada, 'named')).toEqual({ pseudonym: null, startsAt: '2026-12-06T23:00:00.000Z' });
  clock.mockReturnValue(tuesday + 14 * dayMs);
  expect((await me.read(ada.id)).onBoards).toEqual({ pseudonym: null, startsAt: null });
});

it('knows no gap between hiding and the name', async () => {
  clock.mockReturnValue(tuesday);
  const ben = await somebody();
  expect(await choose(ben, 'hidden')).toEqual({ pseudonym: null, startsAt: null });
  expect(await choose(ben, 'named')).toEqual({ pseudonym: null, startsAt: null });
});

it('draws once a week at most, whatever changes of mind, and never again what somebody had', async () => {
  clock.mockReturnValue(tuesday);
  const cem = await somebody();
  const first = (await choose(cem, 'pseudonym')).pseudonym;
  for (const choice of ['hidden', 'pseudonym', 'named', 'pseudonym'] as const) await choose(cem, choice);
  expect((await me.read(cem.id)).onBoards.pseudonym).toBe(first);
  clock.mockReturnValue(tuesday + 7 * dayMs);
  await choose(cem, 'hidden');
  const second = (await choose(cem, 'pseudonym')).pseudonym;
  expect(second).not.toBe(first);
  const rows = await server.sql.query<{ pseudonym: string }>(
    `SELECT pseudonym FROM board_veil WHERE member_id = $1 AND pseudonym IS NOT NULL`,
    [cem.id],
  );
  expect(rows.map((row) => row.pseudonym).sort()).toEqual([first, second].sort());
  await expect(server.sql.query(`DELETE FROM board_veil WHERE member_id = $1`, [cem.id])).rejects.toThrow(
    'denied',
  );
  await expect(server.sql.query(`UPDATE board_veil SET pseudonym = 'Calm Heron'`)).rejects.toThrow('denied');
});

it('gives everybody another one, also when all draw at once and many are taken', async () => {
  clock.mockReturnValue(tuesday);
  const people = await Promise.all(Array.from({ length: 40 }, somebody));
  const drawn = await Promise.all(people.map(async (one) => (await choose(one, 'pseudonym')).pseudonym));
  expect(new Set(drawn).size).toBe(40);
});

it('settles two choices of one person that come together, one after the other', async () => {
  clock.mockReturnValue(tuesday);
  const dea = await somebody();
  await Promise.all(
    (['pseudonym', 'hidden', 'named', 'pseudonym'] as const).map((choice) => choose(dea, choice)),
  );
  const open = await server.sql.query(`SELECT id FROM board_veil WHERE member_id = $1 AND until_at IS NULL`, [
    dea.id,
  ]);
  const { boardVisibility } = await me.read(dea.id);
  expect(open).toHaveLength(boardVisibility === 'named' ? 0 : 1);
});
