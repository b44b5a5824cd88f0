import { listSessions, readMe, signOut, signOutEverywhere, updateMember } from '@vigil/shared/people';
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { factoriesOn } from '../../test/factories.js';
import { aHeardLog } from '../../test/logged.js';
import { frameHead, openRawWebsocket } from '../../test/raw-websocket.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let sql: Database;
let make: ReturnType<typeof factoriesOn>;
const clients: Socket[] = [];
const { log, logged } = aHeardLog();
beforeAll(async () => {
  server = await startTestApp({ log });
  sql = server.app.get(Database);
  make = factoriesOn(sql);
  await make.anOrganisation();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(() => server.stop());

const address = '/socket.io/?EIO=4&transport=websocket';
const handshake = async (headers: Record<string, string>, path = address): Promise<number> => {
  const socket = await openRawWebsocket(server.url, path, headers);
  socket.end();
  return socket.status;
};
interface Screen {
  readonly socket: Socket;
  readonly frames: [string, unknown][];
}
async function aScreen({ cookie }: { cookie: string }): Promise<Screen> {
  const socket = io(server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin: server.url, cookie },
  });
  clients.push(socket);
  const frames: [string, unknown][] = [];
  socket.onAny((event: string, message: unknown) => frames.push([event, message]));
  await once(socket as never, 'connect');
  return { socket, frames };
}
const watch = (screen: Screen, boardId: string): Promise<unknown> =>
  screen.socket.emitWithAck('board:watch', { boardId });

describe('a session that has ended (A4, C1, C4)', () => {
  it.each([
    [
      'signed out',
      async (actor: Actor) => {
        await actor.ask(signOut);
      },
    ],
    [
      'signed out everywhere',
      async (actor: Actor) => {
        await actor.ask(signOutEverywhere);
      },
    ],
  ])('because somebody %s opens nothing any more, and what was open closes', async (_, end) => {
    const actor = await anActor(server, 'employee');
    const screen = await aScreen(actor);
    expect(await watch(screen, 'people.company.all.all')).toMatchObject({ ok: true });
    const left = once(screen.socket as never, 'disconnect');
    await end(actor);
    await left;
    expect(screen.frames.at(-1)).toEqual(['session:ended', { because: 'signed-out' }]);
    const headers = { origin: server.url, cookie: actor.cookie };
    expect((await actor.ask(readMe)).status).toBe(401);
    expect(await handshake(headers)).toBe(401);
    // there is no polling to resume by, and no state to recover
    expect(
      (
        await askServer(
          server,
          { method: 'GET', path: '/socket.io/' },
          { query: '?EIO=4&transport=polling', headers },
        )
      ).status,
    ).toBe(404);
    expect(await handshake(headers, `${address}&sid=${screen.socket.id ?? 'x'}`)).toBe(400);
    expect(screen.socket.recovered).not.toBe(true);
  });

  it.each([
    ['expired', `UPDATE session SET expires_at = now() - interval '1 second' WHERE member_id = $1`],
    ['idle for a week', `UPDATE session SET last_seen_at = now() - interval '8 days' WHERE member_id = $1`],
    ['of somebody who left', `UPDATE member SET deactivated_at = now() WHERE id = $1`],
    ['removed', `DELETE FROM session WHERE member_id = $1`],
  ])('one that is %s opens nothing', async (_, statement) => {
    const actor = await anActor(server, 'employee');
    const headers = { origin: server.url, cookie: actor.cookie };
    expect(await handshake(headers)).toBe(101);
    await sql.query(statement, [actor.member.id]);
    expect(await handshake(headers)).toBe(401);
    expect((await actor.ask(listSessions)).status).toBe(401);
  });
});

it.each([
  ['expires', 31],
  ['is not used for a week', 8],
])(
  'a session that %s while its screen is connected closes it within a minute (C18)',
  async (_, days) => {
    const actor = await anActor(server, 'employee');
    const screen = await aScreen(actor);
    const clock = server.app.get(Clock);
    const started = performance.now.bind(performance);
    vi.spyOn(clock, 'nowMs').mockImplementation(() => Date.now() + days * 86_400_000);
    // a minute after it was last looked at
    vi.spyOn(performance, 'now').mockImplementation(() => started() + 59_000);
    await once(screen.socket as never, 'disconnect');
    vi.restoreAllMocks();
    expect(screen.frames).toEqual([['session:ended', { because: 'expired' }]]);
  },
  20_000,
);

it('a token in an address opens nothing, by any name, and no line of the log has it (C17)', async () => {
  const { cookie } = await anActor(server, 'administrator');
  const token = cookie.split('=')[1] ?? '';
  for (const name of ['token', 'access_token', 'session', 'vigil', 'auth', 'as', 'sid']) {
    const status = await handshake({ origin: server.url }, `${address}&${name}=${token}`);
    expect([400, 401], name).toContain(status);
    expect((await fetch(`${server.url}/api/me?${name}=${token}`)).status, name).toBe(401);
    const asked = await fetch(`${server.url}/api/me?${name}=${token}`, { headers: { cookie } });
    expect(asked.status, name).toBe(422);
  }
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((line) => line.includes(token))).toEqual([]);
});

describe('the handshake of the whole server (C1, C2)', () => {
  it.each([
    ['evil', 'https://evil.example', 403],
    ['null', 'null', 403],
    ['absent', null, 403],
    ['ours with something behind it', '.evil.tld', 403],
    ['ours', '', 101],
  ])('answers an origin that is %s', async (_, origin, status) => {
    const { cookie } = await anActor(server, 'administrator');
    const named = origin === '' || origin?.startsWith('.') ? `${server.url}${origin}` : origin;
    expect(await handshake({ cookie, ...(named === null ? {} : { origin: named }) })).toBe(status);
  });

  it('takes no token but the cookie, and knows no other address', async () => {
    const { cookie } = await anActor(server, 'employee');
    const token = cookie.split('=')[1] ?? '';
    const origin = server.url;
    expect(await handshake({ origin, authorization: `Bearer ${token}` })).toBe(401);
    expect(await handshake({ origin }, `${address}&token=${token}`)).not.toBe(101);
    for (const path of ['/', '/api/me', '/ws', '/socket.io/admin'])
      expect(await handshake({ origin, cookie }, path)).not.toBe(101);
  });
});

it('who moves leaves the rooms of before, and hears nothing of them (C5)', async () => {
  const [from, to] = [await make.aDepartment(), await make.aDepartment()];
  const actor = await anActor(server, 'employee', { department: from });
  const administrator = await anActor(server, 'administrator');
  const screen = await aScreen(actor);
  const old = `people.${from.id}.all.all`;
  expect(await watch(screen, old)).toMatchObject({ ok: true });
  const body = { departmentId: to.id };
  const moved = await administrator.ask(updateMember, { params: { memberId: actor.member.id }, body });
  expect(moved.status).toBe(200);
  await vi.waitFor(async () => expect(await watch(screen, old)).toMatchObject({ ok: false }));
  expect(await watch(screen, `people.${to.id}.all.all`)).toMatchObject({ ok: true });
});

describe('a message that is too large (C7)', () => {
  it.each([
    ['of 64 KB and a byte', 65_537],
    ['of a megabyte', 1_048_576],
    ['of a hundred megabytes', 104_857_600],
    ['of more than can be', Number.MAX_SAFE_INTEGER],
  ])('%s is refused by its announcement, with 1009', async (_, bytes) => {
    const { cookie } = await anActor(server, 'employee');
    const socket = await openRawWebsocket(server.url, address, { origin: server.url, cookie });
    expect(socket.status).toBe(101);
    socket.send(frameHead(bytes));
    expect(await socket.closed).toBe(1009);
    // nothing of the message itself was waited for
    expect(socket.sentBytes()).toBeLessThan(1_000);
  });
});
