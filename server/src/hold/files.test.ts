import { exportAudit } from '@vigil/shared/audit';
import { importBehavioursCsv, previewBehavioursCsv } from '@vigil/shared/behaviours';
import type { Route } from '@vigil/shared/contract';
import { createSource, importEventsCsv } from '@vigil/shared/ingestion';
import { createLinksCsv, importPeople, previewImport } from '@vigil/shared/people';
import { exportMyEntries } from '@vigil/shared/points';
import { checkResults } from '@vigil/shared/simulations';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRewardRequests } from '@vigil/shared/rewards';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor } from '../../test/cast.js';
import { rawRequest } from '../../test/raw-http.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';

let server: TestApp;
let sql: Database;
let administrator: Actor;
let params: Record<string, string>;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  administrator = await anActor(server, 'administrator', { email: 'chief@northwind.example' });
  const made = await administrator.ask(createSource, { body: { type: 'gophish', name: '=cmd|calc!A1' } });
  const sourceId = (JSON.parse(made.text) as { source: { id: string } }).source.id;
  const [campaign] = await sql.query<{ id: string }>(
    `INSERT INTO campaign (source_id, external_id, name, created_at) VALUES ($1, '7', 'Autumn', now()) RETURNING id`,
    [sourceId],
  );
  params = { sourceId, campaignId: campaign?.id ?? '' };
});
afterAll(() => server.stop());

/** Every door that takes a table: its header, and one line that it would take. */
const doors = [
  [previewImport, 'email,first,last,department', 'new@northwind.example,Ann,Ek,Finance'],
  [importPeople, 'email,first,last,department', 'new@northwind.example,Ann,Ek,Finance'],
  [
    previewBehavioursCsv,
    'email,kind,occurred_at',
    'chief@northwind.example,habit.adopted,2026-11-02T09:00:00Z',
  ],
  [
    importBehavioursCsv,
    'email,kind,occurred_at',
    'chief@northwind.example,habit.adopted,2026-11-02T09:00:00Z',
  ],
  [
    importEventsCsv,
    'campaign_id,email,time,message',
    '7,chief@northwind.example,2026-11-02T09:00:00Z,Email Sent',
  ],
  [checkResults, 'email,status,reported', 'chief@northwind.example,Email Sent,false'],
] as const satisfies readonly (readonly [Route, string, string])[];
const named = doors.map(([route, header, line]) => ({ door: route.path, route, header, line }));

const send = (route: Route, csv: string) => administrator.ask(route, { params, body: { csv } });
/** Everything that a table could leave behind: a preview changes nothing, and what is refused neither. */
const written = [
  'member',
  'department',
  'membership',
  'behaviour',
  'points_entry',
  'parked_behaviour',
  'parked_address',
  'dead_letter',
  'simulation_event',
  'campaign',
  'audit_entry',
];
const rows = (): Promise<unknown> =>
  sql.query(
    written.map((name) => `SELECT '${name}' AS name, count(*)::int AS n FROM ${name}`).join(' UNION ALL '),
  );

it('knows every door for tables, and every table that leaves', () => {
  const taking = [...implementedRoutes].filter(
    ({ body }) => body instanceof z.ZodObject && 'csv' in body.shape,
  );
  expect(taking.map((r) => r.path).sort()).toEqual(doors.map(([r]) => r.path).sort());
  const leaving = [...implementedRoutes].filter(({ produces }) => produces?.startsWith('text/csv'));
  expect(leaving.map((r) => r.path).sort()).toEqual(
    // formulas in requests for rewards: features/rewards/rewards.test.ts
    [exportAudit, createLinksCsv, exportMyEntries, exportRewardRequests].map((r) => r.path).sort(),
  );
});

describe.each(named)('a table at $door (D24)', ({ route, header, line }) => {
  const wide = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`).join(',');
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('utf8');
  const columns = header.split(',').length;

  it.each([
    ['nothing', ''],
    ['a page of something else', '<!doctype html>\n<title>No table</title>\n'],
    ['bars between the cells', `${header}\n${line}\n`.replaceAll(',', '|')],
    ['a column twice', `${header},email\n${line},x\n`],
    ['a column that nobody knows', `${header},points\n${line},1000\n`],
    ['a column named __proto__', `${header},__proto__\n${line},x\n`],
    ['ten thousand columns', `${wide(10_000)}\n${line}\n`],
    ['two hundred thousand columns behind the right ones', `${header},${wide(200_000)}\n${line}\n`],
    ['a line of ten thousand cells', `${header}\n${line}\n${wide(10_000)}\n`],
    ['a line that is cut off', `${header}\n${line}\n${line.slice(0, line.indexOf(','))}\n`],
    ['a quotation mark that never closes', `${header}\n${line}\n"${line}\n${line}`],
    ['a cell of half a megabyte', `${header}\n${line}\n${'x'.repeat(500_000)}${','.repeat(columns - 1)}\n`],
    ['UTF-16', utf16(`\ufeff${header}\n${line}\n`)],
    ['UTF-16 without its mark', utf16(`${header}\n${line}\n`)],
  ])('%s is refused with a line, and nothing of it is taken', async (_, csv) => {
    const before = await rows();
    const answer = await send(route, csv);
    const { errors } = JSON.parse(answer.text) as { errors?: { line?: number }[] };
    // a preview answers with the faults, everything else refuses
    const told = answer.status === 200 && errors !== undefined && (errors[0]?.line ?? 0) > 0;
    if (!told) {
      expect(answer.status, answer.text.slice(0, 300)).toBe(422);
      expect(answer.text).toMatch(/line[ /]\d/i);
    }
    expect(answer.text.length).toBeLessThan(100_000);
    expect(await rows()).toEqual(before);
  });

  it('of 1 GB is refused by its announced length', async () => {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
    const answer = await rawRequest(
      server.url,
      [
        `POST ${path} HTTP/1.1`,
        'host: vigil',
        `origin: ${server.url}`,
        `cookie: ${administrator.cookie}`,
        'content-type: application/json',
        'content-length: 1073741824',
        '\r\n',
      ].join('\r\n'),
    );
    expect(answer.status, answer.head).toBe(413);
  });

  it('with semicolons is the same table', async () => {
    const mark = async (csv: string) => {
      const { status, text } = await send(route, csv);
      return { status, faults: /line[ /]\d/i.test(text) };
    };
    const csv = `${header}\n${line}\n`;
    expect(await mark(csv.replaceAll(',', ';'))).toEqual({ status: 200, faults: false });
    expect(await mark(csv)).toEqual({ status: 200, faults: false });
  });
});

describe('a table that leaves (D24)', () => {
  const formulas = [
    '=cmd|calc!A1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '＝1+1',
    '=HYPERLINK("https://evil.example")',
  ];

  it.each([exportAudit, createLinksCsv, exportMyEntries])('holds no formula: $path', async (route) => {
    const quoted = formulas.map((text) => `"${text.replaceAll('"', '""')}"`);
    const people = quoted.map((text, i) => `f${i}@northwind.example,${text},Ek,${text}`);
    expect((await send(importPeople, `email,first,last,department\n${people.join('\n')}\n`)).status).toBe(
      200,
    );
    const { email } = administrator.member;
    const facts = quoted.map((text, i) => `${email},habit.adopted,2026-11-02T09:00:00Z,formula-${i},${text}`);
    const told = `email,kind,occurred_at,object,about\n${facts.join('\n')}\n`;
    expect((await send(importBehavioursCsv, told)).status).toBe(200);
    const { text } = await administrator.ask(route);
    const cells = parse(text, {}).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+$/.test(cell))).toEqual([]);
    // they are there, as words
    expect(cells).toContain("'=cmd|calc!A1");
  });
});
