import { importBehavioursCsv } from '@vigil/shared/behaviours';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { factoriesOn } from '../../../test/factories.js';
import { allShown, framesOf } from '../../../test/frames.js';
import { noticesOf } from '../../../test/notices.js';
import { Database } from '../../platform/db/database.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';

const dayMs = 86_400_000;
let server: TestApp;
let sql: Database;
let [guard, ada]: Actor[] = [];
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  guard = await anActor(server, 'security');
  ada = await anActor(server, 'employee', { since: new Date(Date.now() - 800 * dayMs) });
});
afterAll(() => server.stop());

/** Five courses on each of a hundred days: every week of the two years that may be told, none of the present one. */
function history(email: string): string {
  const lines = Array.from({ length: 100 }, (_, i) => {
    const day = new Date(Date.now() - (20 + i * 7) * dayMs).toISOString().slice(0, 10);
    return Array.from(
      { length: 5 },
      (__, n) => `${email},training.completed,${day}T10:0${n}:00Z,course-${i}-${n}`,
    );
  });
  return ['email,kind,occurred_at,object', ...lines.flat()].join('\n');
}

it('two years of a learning platform’s history are capped where they belong, come quietly, and can be told apart (E20)', async () => {
  if (guard === undefined || ada === undefined) throw new Error('nobody is there');
  const { id, email } = ada.member;
  const screen = await framesOf(server, ada);
  const csv = history(email);
  const answer = await guard.ask(importBehavioursCsv, { body: { csv } });
  // 40 each, 120 a day at most
  expect(JSON.parse(answer.text)).toMatchObject({ recorded: 500, points: 100 * 120 });
  await allShown(sql, screen);

  const days = await sql.query<{ points: number }>(
    `SELECT sum(e.points)::int AS points FROM points_entry e JOIN behaviour b ON b.id = e.behaviour_id
     WHERE e.member_id = $1 AND e.cap_day = b.occurred_at::date GROUP BY e.cap_day`,
    [id],
  );
  expect([days.length, new Set(days.map(({ points }) => points))]).toEqual([100, new Set([120])]);
  // by whom and how: from a file, by hand, with an entry of its own in the audit log
  const marks = await sql.query<{ how: string; source: string; n: number }>(
    `SELECT split_part(b.natural_key, ':', 1) AS how, s.type AS source, count(*)::int AS n FROM behaviour b
     JOIN source s ON s.id = b.source_id WHERE b.member_id = $1 GROUP BY 1, 2`,
    [id],
  );
  expect(marks).toEqual([{ how: 'csv', source: 'internal', n: 500 }]);
  const audited = await sql.query(`SELECT FROM audit_entry WHERE act = 'behaviours.imported'`);
  expect(audited).toHaveLength(1);

  // points are not told one by one, of each badge the highest tier; what is five hundred facts is a handful of messages
  const told = (await noticesOf(ada)).items;
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['badge.granted']));
  expect(new Set(told.map(({ facts }) => facts.badge)).size).toBe(told.length);
  expect(told.length).toBeLessThanOrEqual(10);
  expect(screen.frames.length).toBeLessThanOrEqual(20);
  const before = screen.frames.length;
  expect(JSON.parse((await guard.ask(importBehavioursCsv, { body: { csv } })).text)).toMatchObject({
    recorded: 0,
    points: 0,
  });
  await allShown(sql, screen);
  expect(screen.frames.length).toBe(before);
  screen.end();
  for (const check of ledgerChecks) expect(await check.run(sql), check.law).toEqual([]);
});
