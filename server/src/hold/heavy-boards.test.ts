import { readBoard } from '@vigil/shared/leaderboards';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor } from '../../test/cast.js';
import { factoriesOn } from '../../test/factories.js';
import { LeaderboardsStore } from '../features/leaderboards/leaderboards.store.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let ada: Actor;
beforeAll(async () => {
  server = await startTestApp();
  await factoriesOn(server.app.get(Database)).anOrganisation();
  ada = await anActor(server, 'employee', { since: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => server.stop());

it.each(['people', 'departments'])(
  'two hundred who ask at once for a past board of %s cost one look into the ledger (I4)',
  async (subject) => {
    const query = `?subject=${subject}&unit=week&period=2026-W30`;
    const looked = vi.spyOn(server.app.get(LeaderboardsStore), 'truth');
    // what was found is kept for a second, which does not go by here
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const answers = await Promise.all(Array.from({ length: 200 }, () => ada.ask(readBoard, { query })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const past = looked.mock.calls.filter(([periods]) => periods.some(({ key }) => key === '2026-W30'));
    expect(past).toHaveLength(1);
  },
);

it('no statement runs for longer than twenty seconds (I4)', async () => {
  const sql = server.app.get(Database);
  expect(await sql.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '20s' }]);
});
