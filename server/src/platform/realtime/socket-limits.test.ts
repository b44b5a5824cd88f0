import { problems } from '@vigil/shared/contract';
import { tooManySockets } from '@vigil/shared/leaderboards';
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientFrame, openRawWebsocket, type RawWebsocket } from '../../../test/raw-websocket.js';
import { origin, person, type SocketNode, startSocketNode } from '../../../test/socket-node.js';

const clients: Socket[] = [];
let node: SocketNode;
beforeAll(async () => {
  node = await startSocketNode(null);
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(() => node.app.close());

const headers = (token: string) => ({ origin, cookie: `__Host-vigil=${token}` });
function client(token: string): Socket {
  const socket = io(`http://127.0.0.1:${node.port}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers(token),
  });
  clients.push(socket);
  return socket;
}
async function connected(token: string): Promise<Socket> {
  person(token);
  const socket = client(token);
  await once(socket as never, 'connect');
  return socket;
}
async function raw(token: string): Promise<RawWebsocket> {
  person(token);
  const address = '/socket.io/?EIO=4&transport=websocket';
  return openRawWebsocket(`http://127.0.0.1:${node.port}`, address, headers(token));
}
const watch = (socket: Socket): Promise<unknown> => socket.emitWithAck('board:watch', { boardId: 'company' });
/** A socket that answers no heartbeat is ended after 45 s anyway; a flood is to end before. */
const beforeTheHeartbeat = 20_000;
/** No allowance grows back while this holds. */
const stopTheClock = () => vi.spyOn(performance, 'now').mockReturnValue(performance.now());

describe('a socket that sends too much (C8)', () => {
  it('is served as far as its allowance goes, then refused unread, then closed; others lose nothing', async () => {
    const [ada, ben] = [await connected('ada'), await connected('ben')];
    stopTheClock();
    const heard: string[] = [];
    const left = once(ada as never, 'disconnect');
    const ask = () =>
      ada.emit('board:watch', { boardId: 'company' }, (answer: unknown) =>
        heard.push(JSON.stringify(answer)),
      );
    const answers: Promise<unknown>[] = [];
    for (let i = 0; i < 80; i++) {
      ask();
      if (i % 4 === 0) answers.push(watch(ben));
    }
    await vi.waitFor(() => expect(heard).toHaveLength(80));
    const served = JSON.stringify({ ok: true });
    const refused = JSON.stringify({ ok: false, problem: problems.tooMany.type });
    expect(heard.filter((answer) => answer === served)).toHaveLength(40);
    expect(heard.filter((answer) => answer === refused)).toHaveLength(40);
    expect(await Promise.all(answers)).toEqual(Array(20).fill({ ok: true }));
    ask();
    await left;
  });

  it('is closed in the middle of a thousand at once', async () => {
    const ada = await connected('ada');
    stopTheClock();
    const left = once(ada as never, 'disconnect');
    for (let i = 0; i < 1_000; i++) ada.emit('board:watch', { boardId: 'company' });
    await left;
  });

  it(
    'gains nothing by leaving and entering again over one connection',
    async () => {
      const socket = await raw('ada');
      stopTheClock();
      for (let i = 0; i < 1_000; i++) socket.send(clientFrame(1, Buffer.from(i % 2 === 0 ? '40' : '41')));
      await socket.closed;
    },
    beforeTheHeartbeat,
  );
});

describe('floods below messages (C11)', () => {
  const oneByte = Buffer.from('4');
  it.each([
    ['pings', () => clientFrame(9, Buffer.alloc(125))],
    ['pongs', () => clientFrame(10, Buffer.alloc(0))],
    ['fragments of a byte', (i: number) => clientFrame(i === 0 ? 1 : 0, oneByte, false)],
    ['fragments of nothing', (i: number) => clientFrame(i === 0 ? 1 : 0, Buffer.alloc(0), false)],
    ['packets below socket.io', () => clientFrame(1, Buffer.from('6'))],
  ])(
    'of %s end the connection',
    async (_, frame) => {
      const [ben, socket] = [await connected('ben'), await raw('ada')];
      stopTheClock();
      for (let i = 0; i < 5_000; i++) socket.send(frame(i));
      await socket.closed;
      expect(await watch(ben)).toEqual({ ok: true });
    },
    beforeTheHeartbeat,
  );
});

describe('many sockets of one person (C9)', () => {
  it('are ten; the newest are told why, and there is room again when others close', async () => {
    const first = await Promise.all(Array.from({ length: 10 }, () => connected('ada')));
    const eleventh = client('ada');
    const [error] = (await once(eleventh as never, 'connect_error')) as [Error];
    expect(error.message).toBe(tooManySockets);
    // it will not try by itself as after an outage
    expect(eleventh.active).toBe(false);
    expect(await Promise.all(first.map(watch))).toEqual(Array(10).fill({ ok: true }));
    expect(await watch(await connected('ben'))).toEqual({ ok: true });
    first[0]?.disconnect();
    await vi.waitFor(async () => {
      const next = client('ada');
      await Promise.race([
        once(next as never, 'connect'),
        once(next as never, 'connect_error').then(([e]) => Promise.reject(e as Error)),
      ]);
    });
  });

  it('of a crowd that asks for no namespace, twenty exist at a time, and the rest is refused before it is a websocket', async () => {
    const crowd = await Promise.all(Array.from({ length: 200 }, () => raw('cleo')));
    const by = (status: number) => crowd.filter((one) => one.status === status).length;
    expect([by(101), by(429)]).toEqual([20, 180]);
    for (const one of crowd) one.end();
  });
});
