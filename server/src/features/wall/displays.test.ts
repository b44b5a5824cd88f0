import { listAudit } from '@vigil/shared/audit';
import { listDisplays, readWall, revokeDisplay, addDisplay, displayNameTaken } from '@vigil/shared/wall';
import { once } from 'node:events';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor, askServer } from '../../../test/cast.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { aDisplay, aScreen, openLink, screenSocket } from '../../../test/displays.js';
import { factoriesOn } from '../../../test/factories.js';
import { openRawWebsocket } from '../../../test/raw-websocket.js';
import { startOwnRedis } from '../../../test/redis.js';
import { Database } from '../../platform/db/database.js';
import { triesPerAddress } from '../people/attempts.js';

let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let database: TestDatabase;
/** Two processes of one installation; browsers know the first one's address. */
let servers: [TestApp, TestApp];
let server: TestApp;
let sql: Database;
let guard: Actor;
const sockets: Socket[] = [];
beforeAll(async () => {
  [redis, database] = [await startOwnRedis(), await createTestDatabase()];
  const settings = { database, redisUrl: redis.url };
  const first = await startTestApp(settings);
  servers = [first, await startTestApp({ ...settings, publicUrl: first.config.publicUrl })];
  server = first;
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  guard = await anActor(server, 'security');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(async () => {
  for (const one of servers) await one.stop();
  await redis.stop();
  await database.drop();
});

const see = (cookie: string) => askServer(server, readWall, { headers: { cookie } });
async function watching(port: number, cookie: string) {
  const screen = screenSocket(`http://127.0.0.1:${port}`, cookie, server.url);
  sockets.push(screen.socket);
  await once(screen.socket as never, 'connect');
  expect(await screen.socket.emitWithAck('wall:watch', {})).toEqual({ ok: true });
  return screen;
}

describe('a display link', () => {
  it('is shown once, kept as a hash, and opens the wall by a cookie of its own', async () => {
    const { url, token, display } = await aDisplay(server, guard, 'Lobby');
    expect(url).toBe(`${server.url}/wall#${token}`);
    const opened = await openLink(server, token);
    expect(opened.status).toBe(204);
    expect(opened.headers.get('set-cookie')).toMatch(
      /^vigil-display=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/,
    );
    expect(opened.cookie).not.toContain(token);
    const { status, text } = await see(opened.cookie);
    expect([status, readWall.response.parse(JSON.parse(text)).wall.organisation]).toEqual([200, 'Northwind']);
    const { text: list } = await guard.ask(listDisplays);
    expect(JSON.parse(list)).toMatchObject({ items: [{ id: display.id, name: 'Lobby', screens: 1 }] });
    expect(list).not.toContain(token);
    const rows = JSON.stringify([
      await sql.query('SELECT d::text FROM display d'),
      await sql.query('SELECT s::text FROM display_screen s'),
    ]);
    for (const secret of [token, opened.cookie.split('=')[1] ?? '']) expect(rows).not.toContain(secret);
  });

  it('has a name that no other one has, until it is revoked', async () => {
    const { display } = await aDisplay(server, guard, 'Canteen');
    const again = await guard.ask(addDisplay, { body: { name: 'canteen' } });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining(displayNameTaken.type)]);
    await guard.ask(revokeDisplay, { params: { displayId: display.id } });
    expect((await guard.ask(addDisplay, { body: { name: 'Canteen' } })).status).toBe(201);
  });

  it('is made and revoked with a line in the log each', async () => {
    const { display } = await aDisplay(server, guard, 'Stairs');
    await guard.ask(revokeDisplay, { params: { displayId: display.id } });
    const administrator = await anActor(server, 'administrator');
    const { text } = await administrator.ask(listAudit, { query: `?subjectId=${display.id}` });
    const { items } = listAudit.response.parse(JSON.parse(text));
    expect(items.map(({ act, subject }) => [act, subject.name])).toEqual([
      ['display.revoked', 'Stairs'],
      ['display.added', 'Stairs'],
    ]);
  });
});

describe('screens of one link', () => {
  it('are one where they share a browser, and as many as there are browsers', async () => {
    const { token, display } = await aDisplay(server, guard);
    const { cookie } = await openLink(server, token);
    expect((await openLink(server, token, { cookie })).cookie).toBe(cookie);
    await openLink(server, token);
    // a browser that goes over to another link is a screen of that one alone
    const other = await aDisplay(server, guard);
    const moved = await openLink(server, other.token, { cookie });
    expect(moved.cookie).not.toBe(cookie);
    expect((await see(cookie)).status).toBe(401);
    const count = (id: string) => sql.query('SELECT id FROM display_screen WHERE display_id = $1', [id]);
    expect([(await count(display.id)).length, (await count(other.display.id)).length]).toEqual([1, 1]);
  });

  it('are fifty at most: another one takes the place of the one that was away longest', async () => {
    const { token, display } = await aDisplay(server, guard);
    const { cookie } = await openLink(server, token);
    await sql.query(
      `UPDATE display_screen SET last_seen_at = last_seen_at - interval '1 hour' WHERE display_id = $1`,
      [display.id],
    );
    for (let i = 0; i < 50; i++) await openLink(server, token);
    expect((await see(cookie)).status).toBe(401);
    expect(await sql.query('SELECT FROM display_screen WHERE display_id = $1', [display.id])).toHaveLength(
      50,
    );
  });

  it('that were away for a month have to be opened anew', async () => {
    const { token, display } = await aDisplay(server, guard);
    const { cookie } = await openLink(server, token);
    await sql.query(
      `UPDATE display_screen SET last_seen_at = now() - interval '31 days' WHERE display_id = $1`,
      [display.id],
    );
    expect((await see(cookie)).status).toBe(401);
    expect((await openLink(server, token, { cookie })).status).toBe(204);
  });
});

describe('a link that is revoked', () => {
  it('closes its screens on both processes at once, opens nothing any more, and touches no other one', async () => {
    const { token, display } = await aDisplay(server, guard);
    const { cookie } = await openLink(server, token);
    const other = await watching(server.config.port, await aScreen(server));
    const screens = [
      await watching(servers[0].config.port, cookie),
      await watching(servers[1].config.port, cookie),
    ];
    const closed = screens.map(({ socket }) => once(socket as never, 'disconnect'));
    expect((await guard.ask(revokeDisplay, { params: { displayId: display.id } })).status).toBe(204);
    await Promise.all(closed);
    for (const { frames } of screens) expect(frames.at(-1)).toEqual(['display:ended', {}]);
    expect((await see(cookie)).status).toBe(401);
    const path = '/socket.io/?as=display&EIO=4&transport=websocket';
    const raw = await openRawWebsocket(server.url, path, { origin: server.url, cookie });
    raw.end();
    expect(raw.status).toBe(401);
    expect((await openLink(server, token, { cookie })).status).toBe(410);
    expect((await guard.ask(revokeDisplay, { params: { displayId: display.id } })).status).toBe(404);
    expect(other.socket.connected).toBe(true);
  });

  it('closes them by the look after themselves as well, when no message came through', async () => {
    const { token, display } = await aDisplay(server, guard);
    const { cookie } = await openLink(server, token);
    const { socket } = await watching(server.config.port, cookie);
    const left = once(socket as never, 'disconnect');
    await sql.query('UPDATE display SET revoked_at = now() WHERE id = $1', [display.id]);
    // whatever the screen asks next is asked anew
    socket.emit('wall:watch', {}, () => undefined);
    await left;
  });
});

describe('what a screen is not', () => {
  it('a person: neither cookie opens what the other one does', async () => {
    const cookie = await aScreen(server);
    const value = cookie.split('=')[1] ?? '';
    const session = guard.cookie.split('=')[1] ?? '';
    expect((await askServer(server, listDisplays, { headers: { cookie } })).status).toBe(401);
    expect((await askServer(server, listDisplays, { headers: { cookie: `vigil=${value}` } })).status).toBe(
      401,
    );
    expect((await see(`vigil-display=${session}`)).status).toBe(401);
    expect((await see(guard.cookie)).status).toBe(401);
  });

  it.each([
    ['a screen without its word', (screen: string) => screen, {}, 401],
    ['a screen', (screen: string) => screen, { as: 'display' }, 101],
    ['a person as a screen', () => guard.cookie, { as: 'display' }, 401],
    ['somebody with both, as a person', (screen: string) => `${screen}; ${guard.cookie}`, {}, 101],
    ['something else', (screen: string) => screen, { as: 'administrator' }, 400],
  ])('%s at the door of sockets', async (_, cookieOf, query, status) => {
    const cookie = cookieOf(await aScreen(server));
    const words = new URLSearchParams({ ...query, EIO: '4', transport: 'websocket' });
    const raw = await openRawWebsocket(server.url, `/socket.io/?${words.toString()}`, {
      origin: server.url,
      cookie,
    });
    raw.end();
    expect(raw.status).toBe(status);
  });

  it('in any room but its own: it watches no board and no challenge, and no person watches the wall', async () => {
    const { socket } = await watching(server.config.port, await aScreen(server));
    const refused = { ok: false, problem: 'urn:vigil:problem:forbidden' };
    for (const boardId of ['people.company.all.all', 'departments.company.all.all'])
      expect(await socket.emitWithAck('board:watch', { boardId })).toEqual(refused);
    const challengeId = '00000000-0000-4000-8000-00000000abcd';
    expect(await socket.emitWithAck('challenge:watch', { challengeId })).toEqual(refused);
    const person = screenSocket(server.url, guard.cookie, server.url, {});
    sockets.push(person.socket);
    await once(person.socket as never, 'connect');
    expect(await person.socket.emitWithAck('wall:watch', {})).toEqual(refused);
  });
});

it('guesses are counted before anything is looked at, and nothing tells how near they were', async () => {
  const guess = 'x'.repeat(43);
  const statuses = new Set<number>();
  for (let i = 0; i <= triesPerAddress; i++) statuses.add((await openLink(server, guess)).status);
  expect([...statuses]).toEqual([410, 429]);
  const { token } = await aDisplay(server, guard);
  expect((await openLink(server, token)).status).toBe(429);
});
