import { auditActs, exportAudit, listAudit, listMyLooks } from '@vigil/shared/audit';
import { previewBadge } from '@vigil/shared/badges';
import { importBehavioursCsv, previewBehavioursCsv } from '@vigil/shared/behaviours';
import type { Route } from '@vigil/shared/contract';
import { answerDispute, disputeEntry, reverseEntry } from '@vigil/shared/corrections';
import { updateDivisions } from '@vigil/shared/leaderboards';
import {
  changeSecret,
  createSource,
  gophishWebhook,
  importEventsCsv,
  mapParked,
  retryParked,
  revokeSource,
  testSource,
} from '@vigil/shared/ingestion';
import {
  addDepartment,
  addMember,
  createLink,
  createLinksCsv,
  importPeople,
  listMembers,
  previewImport,
  readMember,
  removeDepartment,
  updateDepartment,
  updateMember,
} from '@vigil/shared/people';
import { checkResults, closeCampaign, renameCampaign } from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { gophishBody, signatureOf } from '../../test/capture.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { factoriesOn, type MadeMember } from '../../test/factories.js';
import { buildMailWorker } from '../../test/mail-worker.js';
import { type PrivilegedUse, privilegedUses } from '../../test/privileged-uses.js';
import { MailReader } from '../features/reports/mail-reader.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';

let server: TestApp;
let mails: Awaited<ReturnType<typeof buildMailWorker>>;
let sql: Database;
let administrator: Actor;
let guard: Actor;
let people: readonly MadeMember[];

beforeAll(async () => {
  [server, mails] = await Promise.all([startTestApp(), buildMailWorker()]);
  server.app.get(MailReader).program = mails.program;
  sql = server.app.get(Database);
  people = await makeBusy(server, sql);
  administrator = await anActor(server, 'administrator');
  guard = await anActor(server, 'security');
  const { source, secret } = made(
    await administrator.ask(createSource, { body: { type: 'gophish', name: 'Second simulator' } }),
  );
  // somebody nobody knows, in a campaign that still runs
  const told = {
    campaign: 7,
    email: 'stranger@northwind.example',
    message: 'Clicked Link',
    time: new Date(Date.now() - 3_600_000).toISOString(),
  };
  const body = gophishBody(told);
  await askServer(server, gophishWebhook, {
    params: { sourceId: source.id },
    headers: { 'x-gophish-signature': signatureOf(body, secret), 'content-type': 'application/json' },
    body: JSON.parse(body) as unknown,
  });
});
afterAll(async () => {
  await server.stop();
  mails.remove();
});

function made(answer: { text: string }): { source: { id: string }; secret: string; id: string } {
  return JSON.parse(answer.text) as ReturnType<typeof made>;
}
const count = async (): Promise<number> =>
  Number((await sql.query<{ n: string }>('SELECT count(*) AS n FROM audit_entry'))[0]?.n);
const one = async (text: string): Promise<string> => (await sql.query<{ id: string }>(text))[0]?.id ?? '';

const secondSimulator = async () => ({
  sourceId: await one(`SELECT id FROM source WHERE name = 'Second simulator'`),
});

async function openDispute(): Promise<string> {
  const make = factoriesOn(sql);
  const person = people[4];
  if (person === undefined) throw new Error('nobody is there');
  const entryId = await one(
    `SELECT max(id) AS id FROM points_entry WHERE member_id = '${person.id}' AND reverses_id IS NULL`,
  );
  const { cookie } = await make.aSession(person);
  const body = { question: 'Why?' };
  return made(await askServer(server, disputeEntry, { params: { entryId }, body, headers: { cookie } })).id;
}
const mayAdministrators = ({ access }: Route): boolean =>
  access.by === 'session' && access.roles?.includes('administrator') === true;

/** Every privileged route that changes something, used as it is meant; each finds what it needs for itself. */
const uses: readonly PrivilegedUse[] = [
  [addDepartment, () => Promise.resolve({ body: { name: 'Legal', parentId: null } })],
  [
    updateDepartment,
    async () => ({
      params: { departmentId: await one(`SELECT id FROM department WHERE name = 'Legal'`) },
      body: { name: 'Law' },
    }),
  ],
  [
    removeDepartment,
    async () => ({ params: { departmentId: await one(`SELECT id FROM department WHERE name = 'Law'`) } }),
  ],
  [
    addMember,
    () =>
      Promise.resolve({
        body: { email: 'new@northwind.example', firstName: 'N', lastName: 'M', departmentId: null },
      }),
  ],
  [
    updateMember,
    () => Promise.resolve({ params: { memberId: people[0]?.id ?? '' }, body: { role: 'leader' } }),
  ],
  [createLink, () => Promise.resolve({ params: { memberId: people[1]?.id ?? '' } })],
  [createLinksCsv, () => Promise.resolve(undefined)],
  [
    importPeople,
    () =>
      Promise.resolve({ body: { csv: 'email,first,last,department\nx@northwind.example,A,B,Finance\n' } }),
  ],
  [
    createSource,
    () => Promise.resolve({ body: { type: 'api', name: 'Learning', kinds: ['habit.adopted'] } }),
  ],
  [changeSecret, async () => ({ params: await secondSimulator(), body: { overlapHours: 24 } })],
  [
    revokeSource,
    async () => ({ params: { sourceId: await one(`SELECT id FROM source WHERE name = 'Learning'`) } }),
  ],
  [
    importEventsCsv,
    async () => ({
      params: await secondSimulator(),
      body: {
        csv: `campaign_id,email,time,message\n7,${people[2]?.email ?? ''},${new Date(Date.now() - 3_000_000).toISOString()},Email Sent\n`,
      },
    }),
  ],
  [
    mapParked,
    async () => ({
      params: { parkedId: await one('SELECT id FROM parked_address') },
      body: { memberId: people[3]?.id },
    }),
  ],
  [retryParked, () => Promise.resolve(undefined)],
  [
    importBehavioursCsv,
    () =>
      Promise.resolve({
        body: {
          csv: `email,kind,occurred_at,object,about\n${people[4]?.email ?? ''},training.completed,${new Date(Date.now() - 3_600_000).toISOString()},course,A course\n`,
        },
      }),
  ],
  [
    renameCampaign,
    async () => ({
      params: { campaignId: await one('SELECT id FROM campaign WHERE settled_at IS NULL') },
      body: { name: 'Autumn' },
    }),
  ],
  [
    reverseEntry,
    async () => ({
      params: { entryId: await one(`SELECT min(id) AS id FROM points_entry WHERE kind = 'habit.adopted'`) },
      body: { reason: 'Recorded twice' },
    }),
  ],
  [
    answerDispute,
    async () => ({
      params: { disputeId: await openDispute() },
      body: { outcome: 'explained', reason: 'So it was' },
    }),
  ],
  [
    closeCampaign,
    async () => ({ params: { campaignId: await one('SELECT id FROM campaign WHERE settled_at IS NULL') } }),
  ],
  [updateDivisions, () => Promise.resolve({ body: { smallUpTo: 9, mediumUpTo: 40 } })],
  ...privilegedUses(() => ({ server, guard })),
];
/** What only looks, although it is a POST. */
const lookOnly: readonly Route[] = [
  previewImport,
  previewBehavioursCsv,
  checkResults,
  testSource,
  previewBadge,
];

const isPrivilegedWrite = ({ method, access }: Route): boolean =>
  method !== 'GET' &&
  access.by === 'session' &&
  access.roles !== undefined &&
  access.roles.every((role) => role === 'security' || role === 'administrator');

describe('every privileged act leaves one line', () => {
  it('and no route is forgotten here', () => {
    const known = new Set([...uses.map(([route]) => route), ...lookOnly]);
    const forgotten = [...implementedRoutes].filter((r) => isPrivilegedWrite(r) && !known.has(r));
    expect(forgotten.map((r) => `${r.method} ${r.path}`)).toEqual([]);
  });

  it.each(uses.map(([route, given]) => [`${route.method} ${route.path}`, route, given] as const))(
    '%s',
    async (_, route, given) => {
      const before = await count();
      const { status, text } = await (mayAdministrators(route) ? administrator : guard).ask(
        route,
        await given(),
      );
      expect(status, text).toBe(route.status ?? 200);
      expect(await count()).toBeGreaterThan(before);
    },
  );

  it('names who, what and how it was before, in words that have a meaning', async () => {
    const { text } = await administrator.ask(listAudit, { query: `?act=member.changed` });
    const { items } = listAudit.response.parse(JSON.parse(text));
    expect(items[0]).toMatchObject({
      actor: { id: administrator.member.id, role: 'administrator' },
      subject: { kind: 'member', id: people[0]?.id },
      before: { role: 'employee' },
      after: { role: 'leader' },
    });
    const acts = await sql.query<{ act: string }>('SELECT DISTINCT act FROM audit_entry');
    for (const { act } of acts) expect(auditActs).toContain(act);
  });
});

it('the log calls by their names what its values name by ids', async () => {
  const { id: parentId, name } = await factoriesOn(sql).aDepartment('Harbour');
  await administrator.ask(addDepartment, { body: { name: 'Quay', parentId } });
  const { text } = await administrator.ask(listAudit, { query: '?act=department.added' });
  const { items } = listAudit.response.parse(JSON.parse(text));
  expect(items[0]).toMatchObject({ after: { parentId }, names: { [parentId]: name } });
});

it('the log is paged by number, narrowed by filters, and taken along without formulas', async () => {
  const all: string[] = [];
  for (let cursor = ''; ;) {
    const { text } = await administrator.ask(listAudit, {
      query: `?limit=4${cursor && `&cursor=${cursor}`}`,
    });
    const { items, nextCursor } = listAudit.response.parse(JSON.parse(text));
    all.push(...items.map((i) => i.id));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all).toHaveLength(await count());
  const none = await administrator.ask(listAudit, { query: '?until=2001-01-01' });
  expect(listAudit.response.parse(JSON.parse(none.text)).items).toEqual([]);
  await administrator.ask(addDepartment, { body: { name: '=1+1', parentId: null } });
  const departmentId = await one(`SELECT id FROM department WHERE name = '=1+1'`);
  const { text, headers } = await administrator.ask(exportAudit, { query: `?subjectId=${departmentId}` });
  expect(headers.get('content-disposition')).toContain('audit.csv');
  expect(text).toContain(`,'=1+1,`);
  expect(text.trim().split('\n')).toHaveLength(2);
});

it('no line holds a secret, an address, or what a stranger did', async () => {
  const lines = JSON.stringify(await sql.query('SELECT * FROM audit_entry'));
  expect(lines.length).toBeGreaterThan(1_000);
  expect(lines).not.toMatch(/@northwind|vk_[\w-]{20}|clicked|"replayed"|passed|token/i);
});

it('people read who looked at them, each their own, and whoever looks at themselves is not noted', async () => {
  const guard = await anActor(server, 'security');
  const person = await anActor(server, 'employee', { lastName: 'Lookedat' });
  const other = await anActor(server, 'employee', { lastName: 'Unseen' });
  for (let i = 0; i < 3; i++) await guard.ask(listMembers, { query: '?search=Lookedat' });
  await guard.ask(readMember, { params: { memberId: person.member.id } });
  await guard.ask(createLink, { params: { memberId: person.member.id } });
  await guard.ask(readMember, { params: { memberId: guard.member.id } });
  const mine = async (actor: Actor) => {
    const { items } = listMyLooks.response.parse(JSON.parse((await actor.ask(listMyLooks)).text));
    return items.map(({ what, who }) => `${who.role} ${what}`);
  };
  expect(await mine(person)).toEqual(['security link', 'security details', 'security list']);
  expect(await mine(other)).toEqual([]);
  expect(await mine(guard)).toEqual([]);
});
