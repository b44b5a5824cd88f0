import type { BoardDelta } from '@vigil/shared/leaderboards';
import { once } from 'node:events';
import { request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestRedis, type TestRedis } from '../../../test/redis.js';
import { origin, person, sessions, type SocketNode, startSocketNode } from '../../../test/socket-node.js';

const clients: Socket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
interface Client {
  readonly socket: Socket;
  /** Everything that ever came, in order. */
  readonly frames: [string, unknown][];
}
function client(node: SocketNode, token: string | null, more: Record<string, string> = {}): Client {
  const socket = io(`http://127.0.0.1:${node.port}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin, ...(token === null ? {} : { cookie: `__Host-vigil=${token}` }), ...more },
  });
  clients.push(socket);
  const frames: [string, unknown][] = [];
  socket.onAny((event: string, message: unknown) => frames.push([event, message]));
  return { socket, frames };
}
async function connected(node: SocketNode, token: string): Promise<Client> {
  const made = client(node, token);
  await once(made.socket as never, 'connect');
  return made;
}
const watch = (c: Client, boardId: unknown): Promise<unknown> =>
  c.socket.emitWithAck('board:watch', { boardId });

function handshake(
  node: SocketNode,
  headers: Record<string, string>,
  path = '/socket.io/?EIO=4&transport=websocket',
) {
  return new Promise<number>((resolve, reject) => {
    const asked = request({
      port: node.port,
      host: '127.0.0.1',
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('response', (answer) => resolve(answer.statusCode ?? 0));
    asked.on('error', reject);
    asked.end();
  });
}
const delta = (boardId: string): BoardDelta => ({
  boardId,
  from: 1,
  version: 2,
  asOf: '2026-11-24T00:00:00.000Z',
  order: null,
  rows: [],
  histogram: null,
});

let redis: TestRedis;
let nodes: SocketNode[];
let single: SocketNode;
beforeAll(async () => {
  redis = createTestRedis();
  nodes = [await startSocketNode(redis), await startSocketNode(redis)];
  single = await startSocketNode(null);
});
afterAll(async () => {
  for (const { app } of [...nodes, single]) await app.close();
  await redis.drop();
});

describe('the handshake', () => {
  const cookie = '__Host-vigil=ada';
  it.each([
    ['foreign', { origin: 'https://evil.example', cookie }, 403],
    ['null', { origin: 'null', cookie }, 403],
    ['absent', { cookie }, 403],
    ['with our name in front', { origin: `${origin}.evil.tld`, cookie }, 403],
    ['without TLS', { origin: 'http://vigil.example.com', cookie }, 403],
    ['ours without a session', { origin }, 401],
    ['ours with a session that has ended', { origin, cookie: '__Host-vigil=gone' }, 401],
    ['ours, signed in', { origin, cookie }, 101],
  ])('answers an origin %s', async (_, headers, status) => {
    person('ada');
    expect(await handshake(single, headers)).toBe(status);
  });

  it('knows one address, no polling, and no token in it', async () => {
    person('ada');
    const headers = { origin, cookie };
    expect(await handshake(single, headers, '/elsewhere')).toBe(404);
    expect(await handshake(single, headers, '/socket.io/?EIO=4&transport=websocket&token=ada')).toBe(400);
    expect(await handshake(single, headers, '/socket.io/?EIO=4&transport=polling')).toBe(400);
    const polled = await fetch(`http://127.0.0.1:${single.port}/socket.io/?EIO=4&transport=polling`, {
      headers,
    });
    expect(polled.status).toBe(404);
  });

  it('sends nothing to those it turns away, nor to a guessed namespace', async () => {
    const stranger = client(single, null);
    await once(stranger.socket as never, 'connect_error');
    expect(stranger.frames).toEqual([]);
    person('ada');
    const guess = io(`http://127.0.0.1:${single.port}/admin`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin, cookie },
    });
    clients.push(guess);
    const [error] = (await once(guess as never, 'connect_error')) as [Error];
    expect(error.message).toBe('Invalid namespace');
  });
});

describe('incoming events', () => {
  it('answers what breaks the contract, and what nobody declares', async () => {
    person('ada');
    const ada = await connected(single, 'ada');
    expect(await watch(ada, 'company')).toEqual({ ok: true });
    for (const wrong of [7, null, 'x'.repeat(21)])
      expect(await watch(ada, wrong)).toEqual({ ok: false, problem: 'urn:vigil:problem:invalid' });
    for (const event of ['board:delta', 'constructor', '__proto__', 'points:award'])
      expect(await ada.socket.emitWithAck(event, {})).toEqual({
        ok: false,
        problem: 'urn:vigil:problem:not-found',
      });
    expect(ada.socket.connected).toBe(true);
  });

  it('closes with 1009 what is larger than 64 KB', async () => {
    person('ada');
    const ada = await connected(single, 'ada');
    ada.socket.emit('board:watch', { boardId: 'x'.repeat(65_536) });
    const [, details] = (await once(ada.socket as never, 'disconnect')) as [
      string,
      { context: { code: number } },
    ];
    expect(details.context.code).toBe(1009);
  });

  it('closes who floods', async () => {
    person('ada');
    const [ada, ben] = [await connected(single, 'ada'), await connected(single, 'ada')];
    for (let i = 0; i < 1000; i++) ada.socket.emit('board:watch', { boardId: 'company' });
    await once(ada.socket as never, 'disconnect');
    expect(await watch(ben, 'company')).toEqual({ ok: true });
  });
});

describe.each([
  ['alone', () => [single, single]],
  ['on two processes with Redis', () => nodes],
] as [string, () => SocketNode[]][])('rooms, %s', (_, where) => {
  it('reach those who watch, and only them', async () => {
    person('ada', 'sales');
    person('ben', 'law');
    const [a, b] = where() as [SocketNode, SocketNode];
    const [ada, ben] = [await connected(a, 'ada'), await connected(b, 'ben')];
    expect(await watch(ada, 'sales')).toEqual({ ok: true });
    expect(await watch(ben, 'sales')).toEqual({ ok: false, problem: 'not yours' });
    expect(await watch(ben, 'company')).toEqual({ ok: true });
    b.realtime.toBoard('sales', delta('sales'));
    a.realtime.toBoard('company', delta('company'));
    a.realtime.toMember('m-ben', { what: 'points' });
    await vi.waitFor(() => {
      expect(ada.frames).toEqual([['board:delta', delta('sales')]]);
      expect(ben.frames).toEqual([
        ['board:delta', delta('company')],
        ['me:changed', { what: 'points' }],
      ]);
    });
    expect(a.realtime.watched()).toContain('sales');
  });

  it('are left when the person moves, on every process', async () => {
    person('ada', 'sales');
    const [a, b] = where() as [SocketNode, SocketNode];
    const all = [await connected(a, 'ada'), await connected(b, 'ada')];
    for (const one of all) expect(await watch(one, 'sales')).toEqual({ ok: true });
    person('ada', 'law');
    await a.realtime.recheck(['m-ada']);
    await vi.waitFor(() => {
      expect([...a.realtime.watched(), ...b.realtime.watched()]).not.toContain('sales');
    });
    b.realtime.toBoard('sales', delta('sales'));
    b.realtime.toMember('m-ada', { what: 'account' });
    for (const one of all)
      await vi.waitFor(() => expect(one.frames).toEqual([['me:changed', { what: 'account' }]]));
  });

  it('close with the session, on every process, and do not open again', async () => {
    person('ada');
    person('ben');
    const [a, b] = where() as [SocketNode, SocketNode];
    const [ada, ben] = [await connected(b, 'ada'), await connected(b, 'ben')];
    sessions.delete('ada');
    const left = once(ada.socket as never, 'disconnect');
    a.realtime.endSession(['s-ada'], 'signed-out');
    await left;
    expect(ada.frames).toEqual([['session:ended', { because: 'signed-out' }]]);
    expect(ben.socket.connected).toBe(true);
    const again = client(a, 'ada');
    await once(again.socket as never, 'connect_error');
    const benLeft = once(ben.socket as never, 'disconnect');
    a.realtime.endMember('m-ben', 'changed');
    await benLeft;
    expect(ben.frames).toEqual([['session:ended', { because: 'changed' }]]);
  });

  it('close at the next question when the session is gone', async () => {
    person('ada');
    const [a] = where() as [SocketNode, SocketNode];
    const ada = await connected(a, 'ada');
    sessions.delete('ada');
    const left = once(ada.socket as never, 'disconnect');
    ada.socket.emit('board:watch', { boardId: 'company' });
    await left;
    expect(ada.frames).toEqual([['session:ended', { because: 'expired' }]]);
  });
});
