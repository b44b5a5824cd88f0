import { pathOf, type Route } from '@vigil/shared/contract';
import { readBoard } from '@vigil/shared/leaderboards';
import { io, type Socket } from 'socket.io-client';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { earned } from '../../test/earned.js';
import { factoriesOn, type MadeMember } from '../../test/factories.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { createLog } from '../platform/logging/log.js';

const logged: string[] = [];
const frames: string[] = [];
let server: TestApp;
let sql: Database;
let leader: Actor;
let people: readonly MadeMember[];
let socket: Socket;
/** What names one person, or one thing that one person did. */
let canaries: ReadonlySet<string>;
let replies: { readonly asked: string; readonly text: string }[];

beforeAll(async () => {
  const log = createLog(
    'debug',
    new Writable({
      write: (chunk: Buffer, _, done) => {
        logged.push(chunk.toString());
        done();
      },
    }),
  );
  server = await startTestApp({ log });
  sql = server.app.get(Database);
  people = await makeBusy(server, sql);
  const department = { id: people[0]?.departmentId ?? '' };
  leader = await anActor(server, 'leader', { department, leads: [department] });
  socket = io(server.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: leader.cookie, origin: server.url },
  });
  socket.onAny((...frame: unknown[]) => frames.push(JSON.stringify(frame)));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  for (const boardId of [`people.${department.id}.all.all`, 'people.company.all.all'])
    expect(await socket.emitWithAck('board:watch', { boardId })).toMatchObject({ ok: true });
  // something happens while the leader watches
  const { cookie } = await factoriesOn(sql).aSession(people[0] ?? { id: '' });
  const person: Actor = { member: people[0] ?? leader.member, cookie, ask: leader.ask.bind(leader) };
  await earned(server, person, 'habit.adopted', { object: 'a-habit-of-one-person' });
  await vi.waitFor(() => expect(frames.join()).toContain('board:delta'), 10_000);
  replies = await everything();
  canaries = await whatNamesOne();
});
afterAll(async () => {
  socket.disconnect();
  await server.stop();
});

/** Asks every route, with every id that a leader could have come by. */
async function everything(): Promise<{ asked: string; text: string }[]> {
  const one = async (text: string) => (await sql.query<{ id: string }>(text))[0]?.id ?? '';
  const ids: Record<string, string> = {
    memberId: people[0]?.id ?? '',
    departmentId: people[0]?.departmentId ?? '',
    campaignId: await one('SELECT id FROM campaign'),
    sourceId: await one(`SELECT id FROM source WHERE type = 'gophish'`),
    noteId: await one('SELECT id FROM simulation_case'),
    entryId: await one('SELECT min(id)::text AS id FROM points_entry'),
    boardId: `people.${people[0]?.departmentId ?? ''}.all.all`,
  };
  const queries = (route: Route): string[] =>
    route === readBoard
      ? ['people', 'my-department', 'departments'].flatMap((subject) =>
          ['week', 'month', 'season', 'all'].map((unit) => `?subject=${subject}&unit=${unit}`),
        )
      : [route.path.endsWith('periods') ? '?unit=week' : ''];
  const heard: { asked: string; text: string }[] = [];
  for (const route of implementedRoutes) {
    // a session that ends would end the test
    if (/session|sign-out/.test(route.path)) continue;
    for (const query of queries(route)) {
      const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
      const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? '1']));
      const body = route.body ? {} : undefined;
      const asked = `${route.method} ${pathOf(route.path, params)}${query}`;
      const path = pathOf(route.path, params);
      const { text, headers } = await askServer(
        server,
        { method: route.method, path },
        { query, body, headers: { cookie: leader.cookie } },
      );
      heard.push({ asked, text: text + JSON.stringify([...headers]) });
    }
  }
  return heard;
}

async function whatNamesOne(): Promise<Set<string>> {
  const rows = await sql.query<{ word: string }>(
    `SELECT email AS word FROM member WHERE id <> $1 UNION SELECT id::text FROM member WHERE id <> $1
     UNION SELECT object FROM points_entry WHERE object IS NOT NULL UNION SELECT natural_key FROM behaviour
     UNION SELECT id::text FROM simulation_case`,
    [leader.member.id],
  );
  return new Set(rows.map((row) => row.word));
}
const hitsIn = (text: string): string[] => [...canaries].filter((word) => text.includes(word));

describe('nothing gives a leader one person’s behaviour (K11)', () => {
  it('has words that could be heard', () => {
    expect(canaries.size).toBeGreaterThan(30);
    expect(hitsIn(`…${people[0]?.email ?? ''}…`)).toHaveLength(1);
    expect(replies.length).toBeGreaterThan(60);
    expect(
      replies.filter(({ asked, text }) => asked.includes('/api/boards?') && text.includes('Number')),
    ).not.toEqual([]);
  });

  it('no route and no export', () => {
    // a leader asked for these by the ids themselves, so an echo of the path would be no news; there is none
    expect(replies.flatMap(({ asked, text }) => hitsIn(text).map((hit) => `${asked}: ${hit}`))).toEqual([]);
  });

  it('no frame', () => {
    expect(frames.length).toBeGreaterThan(0);
    expect(hitsIn(frames.join('\n'))).toEqual([]);
  });

  it('no line of the log that tells who did what', () => {
    const lines = logged.join('');
    expect(hitsIn(lines).filter((word) => word.includes('@') || word.includes('habit'))).toEqual([]);
  });

  it('nor a board of a department that the leader has left, in any period (B7)', async () => {
    const left = people[0]?.departmentId ?? '';
    const other = await factoriesOn(sql).aDepartment('Elsewhere');
    await sql.query('UPDATE member SET department_id = $2 WHERE id = $1', [leader.member.id, other.id]);
    await sql.query('DELETE FROM leadership WHERE member_id = $1', [leader.member.id]);
    for (const period of ['all.all', 'week.2025-W40', 'season.2025-Q3']) {
      const path = `/api/boards/people.${left}.${period}/me`;
      const { status } = await askServer(
        server,
        { method: 'GET', path },
        { headers: { cookie: leader.cookie } },
      );
      expect(status, period).toBe(404);
    }
  });
});
