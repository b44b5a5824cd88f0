import { type Role, roles, type Route } from '@vigil/shared/contract';
import {
  changeSecret,
  createSource,
  importEventsCsv,
  listDeliveries,
  listSources,
  mapParked,
  revokeSource,
  testSource,
} from '@vigil/shared/ingestion';
import { readMyPlace } from '@vigil/shared/leaderboards';
import { listMyNotices, readNotice } from '@vigil/shared/notices';
import {
  addDepartment,
  createLink,
  endSession,
  listSessions,
  readLink,
  removeDepartment,
  updateDepartment,
  updateMember,
} from '@vigil/shared/people';
import { listMyEntries, readMyEntry } from '@vigil/shared/points';
import {
  checkResults,
  closeCampaign,
  listCampaigns,
  listMyNotes,
  markNoteSeen,
  readCampaign,
  renameCampaign,
} from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { type Actor, anActor, type Heard } from '../../test/cast.js';
import { allCarried } from '../../test/settled.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let sql: Database;
/** What Ada has; the others try to reach it. */
let ada: Actor;
let others: Record<Role, Actor>;
let ids: Record<
  'session' | 'entry' | 'note' | 'notice' | 'board' | 'campaign' | 'source' | 'parked' | 'department',
  string
>;
const missing = '00000000-0000-4000-8000-00000000abcd';

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  const [somebody] = await makeBusy(server, sql);
  const department = { id: somebody?.departmentId ?? '' };
  ada = await anActor(server, 'employee', { department });
  others = {
    employee: await anActor(server, 'employee'),
    leader: await anActor(server, 'leader', { leads: [department] }),
    security: await anActor(server, 'security'),
    administrator: await anActor(server, 'administrator'),
  };
  // what the simulation tells of Ada, as the pipeline leaves it behind
  await sql.query(
    `UPDATE simulation_event SET member_id = $1, type = 'clicked' WHERE id = (SELECT min(id) FROM simulation_event)`,
    [ada.member.id],
  );
  await sql.query(`INSERT INTO simulation_case (campaign_id, member_id) SELECT id, $1 FROM campaign`, [
    ada.member.id,
  ]);
  const one = async (text: string): Promise<string> =>
    (await sql.query<{ id: string }>(text, [ada.member.id]))[0]?.id ?? '';
  await sql.query(
    `INSERT INTO parked_address (source_id, email_key, address) SELECT id, 'who@else.example', 'who@else.example' FROM source WHERE type = 'gophish'`,
  );
  ids = {
    session: await one(`SELECT id FROM session WHERE member_id = $1`),
    entry: await one(`SELECT min(id)::text AS id FROM points_entry WHERE member_id <> $1`),
    note: await one(`SELECT id FROM simulation_case WHERE member_id = $1`),
    notice: await one(
      `INSERT INTO notice (member_id, kind, key, facts, at) VALUES ($1, 'streak.best', 'x', '{"days": 5}', now()) RETURNING id::text`,
    ),
    board: `people.${department.id}.all.all`,
    campaign: await one(`SELECT id FROM campaign WHERE $1::uuid IS NOT NULL`),
    source: await one(`SELECT id FROM source WHERE type = 'gophish' AND $1::uuid IS NOT NULL`),
    parked: await one(`SELECT id FROM parked_address WHERE $1::uuid IS NOT NULL`),
    department: department.id,
  };
  await allCarried(sql);
});
afterAll(() => server.stop());

/** All that is left once what names the request itself is taken out. */
function shape({ status, text, headers }: Heard): unknown {
  const named = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status, body: text.replace(/"requestId":"[^"]+"/, ''), length: text.length, headers: named };
}
/** Everything that any of these routes could change. */
async function dump(): Promise<string> {
  const tables = [
    'session',
    'simulation_case',
    'notice',
    'points_entry',
    'campaign',
    // when it was last heard of is noted a moment later
    '(SELECT id, name, revoked_at FROM source)',
    'parked_address',
    'department',
    'member',
  ];
  const rows = await Promise.all(
    tables.map((table) => sql.query(`SELECT t::text AS text FROM ${table} t ORDER BY 1`)),
  );
  return JSON.stringify(rows);
}

describe('what is somebody else’s (B2)', () => {
  it('is there for its owner: the refusals below are not for nothing', async () => {
    expect(Object.values(ids).filter((id) => id === '')).toEqual([]);
    expect((await ada.ask(listSessions)).text).toContain(ids.session);
    expect((await ada.ask(listMyNotes)).text).toContain(ids.note);
    expect((await ada.ask(readMyPlace, { params: { boardId: ids.board } })).status).toBe(200);
  });

  const personal: [
    string,
    Route,
    'session' | 'entry' | 'note' | 'notice' | 'board',
    (id: string) => Record<string, string>,
    string,
  ][] = [
    ['a session', endSession, 'session', (sessionId) => ({ sessionId }), missing],
    ['an entry', readMyEntry, 'entry', (entryId) => ({ entryId }), '999999999'],
    ['a note', markNoteSeen, 'note', (noteId) => ({ noteId }), missing],
    ['a notice', readNotice, 'notice', (noticeId) => ({ noticeId }), '999999999'],
    [
      'the board of a department',
      readMyPlace,
      'board',
      (boardId) => ({ boardId }),
      `people.${missing}.all.all`,
    ],
  ];
  describe.each(roles)('to somebody in the role %s', (role) => {
    it.each(personal)('%s is the same as none at all', async (_, route, thing, params, none) => {
      const before = await dump();
      const foreign = await others[role].ask(route, { params: params(ids[thing]) });
      const absent = await others[role].ask(route, { params: params(none) });
      expect(foreign.status).toBe(404);
      expect(shape(foreign)).toEqual(shape(absent));
      expect(await dump()).toBe(before);
    });
  });

  it('never stands in anybody’s own lists', async () => {
    for (const actor of Object.values(others))
      for (const route of [listSessions, listMyEntries, listMyNotes, listMyNotices]) {
        const { status, text } = await actor.ask(route);
        expect(status).toBe(200);
        for (const id of [ids.session, ids.note, ada.member.id]) expect(text).not.toContain(id);
      }
  });
});

describe('what the security team or the administrator keeps (B2)', () => {
  const kept: [
    string,
    Route,
    Record<string, 'campaign' | 'source' | 'parked' | 'department' | 'member'>,
    unknown?,
  ][] = [
    ['a campaign', readCampaign, { campaignId: 'campaign' }],
    ['a campaign’s name', renameCampaign, { campaignId: 'campaign' }, { name: 'Mine' }],
    ['a campaign’s end', closeCampaign, { campaignId: 'campaign' }],
    ['a campaign’s check', checkResults, { campaignId: 'campaign' }, { csv: 'x' }],
    ['a source', revokeSource, { sourceId: 'source' }],
    ['a source’s secret', changeSecret, { sourceId: 'source' }, { overlapHours: 1 }],
    ['a source’s test', testSource, { sourceId: 'source' }],
    ['a source’s deliveries', listDeliveries, { sourceId: 'source' }],
    ['a source’s repair', importEventsCsv, { sourceId: 'source' }, { csv: 'x' }],
    ['a parked address', mapParked, { parkedId: 'parked' }, { memberId: missing }],
    ['a department', updateDepartment, { departmentId: 'department' }, { name: 'Mine' }],
    ['a department’s end', removeDepartment, { departmentId: 'department' }],
    ['a person', updateMember, { memberId: 'member' }, { role: 'administrator' }],
    ['a person’s link', createLink, { memberId: 'member' }],
  ];
  it.each(kept)('%s is refused alike, whether it is there or not', async (_, route, names, body) => {
    const before = await dump();
    const paramsOf = (id: (thing: string) => string) =>
      Object.fromEntries(Object.entries(names).map(([name, thing]) => [name, id(thing)]));
    const there = paramsOf((thing) => (thing === 'member' ? ada.member.id : ids[thing as keyof typeof ids]));
    for (const role of ['employee', 'leader'] as const) {
      const foreign = await others[role].ask(route, { params: there, body });
      const absent = await others[role].ask(route, { params: paramsOf(() => missing), body });
      expect(foreign.status).toBe(403);
      expect(shape(foreign)).toEqual(shape(absent));
    }
    expect(await dump()).toBe(before);
  });

  it('is shared among those who keep it', async () => {
    expect((await others.security.ask(readCampaign, { params: { campaignId: ids.campaign } })).status).toBe(
      200,
    );
    for (const route of [listCampaigns, listSources])
      expect((await others.administrator.ask(route)).text).toContain(
        route === listSources ? ids.source : ids.campaign,
      );
    for (const [route, body] of [
      [createSource, { type: 'gophish', name: 'Mine' }],
      [addDepartment, { name: 'Mine', parentId: null }],
    ] as const)
      expect((await others.employee.ask(route, { body })).status).toBe(403);
  });
});

it('a one-time link that was never made answers like one that is spent', async () => {
  const { text } = await others.administrator.ask(createLink, { params: { memberId: ada.member.id } });
  const token = new URL((JSON.parse(text) as { url: string }).url).hash.slice(1);
  const open = await others.employee.ask(readLink, { body: { token } });
  expect(open.status).toBe(200);
  await sql.query(`UPDATE one_time_link SET used_at = now()`);
  const spent = await others.employee.ask(readLink, { body: { token } });
  const never = await others.employee.ask(readLink, { body: { token: 'x'.repeat(43) } });
  expect(spent.status).toBe(410);
  expect(shape(spent)).toEqual(shape(never));
});
