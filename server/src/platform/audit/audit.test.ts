import { roles } from '@vigil/shared/contract';
import { listMembers } from '@vigil/shared/people';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { Database } from '../db/database.js';
import { AuditLog, changed } from './audit-log.js';

let server: TestApp;
let sql: Database;
let administrator: Actor;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  administrator = await anActor(server, 'administrator');
});
afterAll(() => server.stop());

const acts = () =>
  sql.query<{ act: string; subject_kind: string; subject_id: string }>(
    `SELECT actor_id, actor_role, act, subject_kind, subject_id, before, after, reason FROM audit_entry ORDER BY id`,
  );
const renaming = () => ({
  by: { memberId: administrator.member.id, role: administrator.member.role },
  act: 'campaign.renamed' as const,
  subject: { kind: 'campaign' as const, id: 'c1' },
  ...changed({ name: 'Spring', open: true }, { name: 'Autumn', open: true }),
  reason: 'a typing mistake',
});

it('an act stands with its transaction, and is gone with it', async () => {
  const log = server.app.get(AuditLog);
  await expect(
    sql.transaction((tx): never => {
      log.record(tx, renaming());
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow();
  expect(await acts()).toEqual([]);
  await sql.transaction((tx) => log.record(tx, renaming()));
  expect(await acts()).toEqual([
    {
      actor_id: administrator.member.id,
      actor_role: 'administrator',
      act: 'campaign.renamed',
      subject_kind: 'campaign',
      subject_id: 'c1',
      before: { name: 'Spring' },
      after: { name: 'Autumn' },
      reason: 'a typing mistake',
    },
  ]);
});

it.each(['audit_entry', 'personal_look'])('nobody changes %s afterwards', async (table) => {
  for (const change of [`UPDATE ${table} SET at = now()`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
    await expect(sql.query(change)).rejects.toMatchObject({ code: '42501' });
});

it('a refusal leaves one entry for a person, a route and an hour, however often it is tried', async () => {
  const before = (await acts()).length;
  const actors = await Promise.all(roles.map((role) => anActor(server, role)));
  for (const actor of actors)
    await Promise.all(Array.from({ length: 20 }, () => actor.ask(listMembers, { query: '?search=secret' })));
  const refused = (await acts()).slice(before);
  // two of the four roles may
  expect(refused).toHaveLength(2);
  expect(refused.map(({ act }) => act)).toEqual(['act.refused', 'act.refused']);
  expect(refused[0]).toMatchObject({ subject_kind: 'route', subject_id: 'GET /api/people' });
  expect(JSON.stringify(refused)).not.toContain('secret');
});
