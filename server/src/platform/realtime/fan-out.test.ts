import { signedIn } from '@vigil/shared/contract';
import type { BoardDelta } from '@vigil/shared/leaderboards';
import fc from 'fast-check';
import { Socket as Connection } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openRawWebsocket } from '../../../test/raw-websocket.js';
import { crowd, type Guest, guest } from '../../../test/socket-crowd.js';
import { origin, person, sessions, type SocketNode, startSocketNode } from '../../../test/socket-node.js';

const size = 300;
const slice = 250;
let node: SocketNode;
let guests: Guest[];
let last: Guest;
const mayAsk = {
  access: signedIn,
  request: z.strictObject({}),
  answer: z.object({ version: z.number() }),
};
beforeAll(async () => {
  node = await startSocketNode(null);
  let asked = 0;
  node.realtime.handle('ask', mayAsk, () => {
    node.realtime.toBoard('company', delta('company', ++asked));
    return Promise.resolve({ version: asked });
  });
  node.realtime.handle('ask-again', mayAsk, (_, { principal }) => {
    void afterAnswers().then(() => node.realtime.toMember(principal.memberId, { what: 'points' }));
    return Promise.resolve({ version: 0 });
  });
});
beforeEach(async () => {
  guests = await crowd(node, size, ['company', 'sales']);
  last = guests[size - 1] as Guest;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const { socket } of guests) socket.disconnect();
});
afterAll(() => node.app.close());

/** Later than answers that are being made, and before anything of them can have left. */
async function afterAnswers(): Promise<void> {
  for (let i = 0; i < 100; i++) await Promise.resolve();
}
const delta = (boardId: string, version: number, filling = ''): BoardDelta => ({
  ...{ boardId, from: version - 1, version, asOf: '2026-11-26T00:00:00.000Z' },
  ...{ order: filling === '' ? null : [filling], rows: [], histogram: null },
});
/** What somebody heard, as `board/version` and so on. */
const wordsOf = ({ heard }: Guest): string[] =>
  heard.map(([event, message]) => `${event} ${JSON.stringify(message)}`);
const word = (event: string, message: unknown): string => `${event} ${JSON.stringify(message)}`;

describe('a message to many', () => {
  it('is one buffer, written in slices with turns of others in between', async () => {
    const write = vi.spyOn(Connection.prototype, 'write');
    const written = () =>
      write.mock.calls.map(([bytes]) => bytes).filter((b) => Buffer.isBuffer(b) && b.includes('board:delta'));
    node.realtime.toBoard('company', delta('company', 1));
    expect(written()).toHaveLength(slice);
    await vi.waitFor(() => expect(written()).toHaveLength(size));
    expect(new Set(written()).size).toBe(1);
    for (const one of guests)
      await vi.waitFor(() => expect(wordsOf(one)).toEqual([word('board:delta', delta('company', 1))]));
  });

  it('goes along with the one before to whoever still waits for that', async () => {
    const write = vi.spyOn(Connection.prototype, 'write');
    node.realtime.toBoard('company', delta('company', 1));
    node.realtime.toBoard('company', delta('company', 2));
    const both = [1, 2].map((version) => word('board:delta', delta('company', version)));
    for (const one of guests) await vi.waitFor(() => expect(wordsOf(one)).toEqual(both));
    const writes = write.mock.calls.filter(([b]) => Buffer.isBuffer(b) && b.includes('board:delta')).length;
    expect(writes).toBe(size + slice);
  });

  it('is never overtaken by what is sent to one of them, nor by an answer', async () => {
    node.realtime.toBoard('company', delta('company', 1));
    node.realtime.toMember(`m-${last.token}`, { what: 'points' });
    await vi.waitFor(() =>
      expect(wordsOf(last)).toEqual([
        word('board:delta', delta('company', 1)),
        word('me:changed', { what: 'points' }),
      ]),
    );
    last.heard.length = 0;
    last.socket.emit('ask', {}, (answer: unknown) => last.heard.push(['answer', answer]));
    await vi.waitFor(() =>
      expect(wordsOf(last)).toEqual([
        word('board:delta', delta('company', 1)),
        word('answer', { version: 1 }),
      ]),
    );
  });

  it('overtakes no answers that still wait for their turn in socket.io', async () => {
    for (let i = 0; i < 3; i++)
      last.socket.emit('ask-again', {}, (answer: unknown) => last.heard.push(['answer', answer]));
    await vi.waitFor(() => expect(last.heard).toHaveLength(6));
    expect(last.heard.map(([event]) => event)).toEqual([
      ...['answer', 'answer', 'answer'],
      ...['me:changed', 'me:changed', 'me:changed'],
    ]);
  });
});

describe('who is gone between a message and its turn', () => {
  const others = () => guests.slice(0, -1);
  async function nobodyElseMisses(message: BoardDelta): Promise<void> {
    for (const one of others())
      await vi.waitFor(() => expect(wordsOf(one)).toEqual([word('board:delta', message)]));
  }

  it('has been signed out, and hears that alone', async () => {
    node.realtime.toBoard('company', delta('company', 1));
    sessions.delete(last.token);
    node.realtime.endSession([`s-${last.token}`], 'signed-out');
    await nobodyElseMisses(delta('company', 1));
    await vi.waitFor(() => expect(last.socket.connected).toBe(false));
    expect(wordsOf(last)).toEqual([word('session:ended', { because: 'signed-out' })]);
  });

  it('has moved to another department, and hears nothing of the old one', async () => {
    node.realtime.toBoard('sales', delta('sales', 1));
    person(last.token, 'research');
    const checked = node.realtime.recheck([`m-${last.token}`]);
    await nobodyElseMisses(delta('sales', 1));
    await checked;
    node.realtime.toMember(`m-${last.token}`, { what: 'account' });
    await vi.waitFor(() => expect(wordsOf(last)).toEqual([word('me:changed', { what: 'account' })]));
  });

  it('comes while a message is under way, and does not hear it', async () => {
    person('late');
    const late = await guest(node, 'late');
    guests.push(late);
    const entered = late.socket.emitWithAck('board:watch', { boardId: 'company' });
    node.realtime.toBoard('company', delta('company', 1));
    await entered;
    node.realtime.toBoard('company', delta('company', 2));
    await vi.waitFor(() => expect(wordsOf(late)).toEqual([word('board:delta', delta('company', 2))]));
  });
});

it('everybody hears what was sent to them, once, in the order in which it was sent', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ to: fc.constantFrom('company', 'sales') }) },
    { weight: 3, arbitrary: fc.record({ member: fc.nat(size - 1) }) },
    { weight: 2, arbitrary: fc.record({ turns: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ slowed: fc.nat(size - 1) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const expected = guests.map((): string[] => []);
      for (const one of guests) one.heard.length = 0;
      for (const [i, one] of steps.entries()) {
        if ('turns' in one) for (let n = 0; n < one.turns; n++) await turn();
        else if ('to' in one) {
          node.realtime.toBoard(one.to, delta(one.to, i));
          for (const words of expected) words.push(word('board:delta', delta(one.to, i)));
        } else if ('member' in one) {
          node.realtime.toMember(`m-guest-${one.member}`, { what: 'points' });
          expected[one.member]?.push(word('me:changed', { what: 'points' }));
        } else {
          // more than a connection takes at once: what follows goes socket.io's own way
          const message = { what: 'note' as const, filling: 'x'.repeat(3_000_000) };
          node.realtime.toMember(`m-guest-${one.slowed}`, message);
          expected[one.slowed]?.push(word('me:changed', message));
        }
      }
      for (const [i, one] of guests.entries())
        await vi.waitFor(() => expect(one.heard).toHaveLength(expected[i]?.length ?? 0), { timeout: 20_000 });
      expect(guests.map(wordsOf)).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

it('a client that does not read is served by socket.io’s own way, and misses nothing when it reads again', async () => {
  person('slow');
  const raw = await openRawWebsocket(
    `http://127.0.0.1:${node.port}`,
    '/socket.io/?EIO=4&transport=websocket',
    {
      origin,
      cookie: '__Host-vigil=slow',
    },
  );
  raw.pause();
  raw.sendText('40');
  raw.sendText('420["board:watch",{"boardId":"company"}]');
  await vi.waitFor(() => expect(node.realtime.watched('member:')).toContain('m-slow'));
  // the socket is in the room once everybody else hears that somebody asked
  await last.socket.emitWithAck('board:watch', { boardId: 'company' });
  const versions = Array.from({ length: 60 }, (_, i) => 1_000 + i);
  for (const version of versions)
    node.realtime.toMember('m-slow', { what: 'note', ...delta('company', version, 'x'.repeat(200_000)) });
  raw.resume();
  await vi.waitFor(
    () =>
      expect(
        raw
          .texts()
          .filter((text) => text.includes('me:changed'))
          .map((text) => Number(/"version":(\d+)/.exec(text)?.[1])),
      ).toEqual(versions),
    { timeout: 20_000 },
  );
  raw.end();
});

it('keeps nothing of the request by which a socket came', async () => {
  const requests: WeakRef<object>[] = [];
  const server = node.app.getHttpServer();
  const note = (request: object) => requests.push(new WeakRef(request));
  server.on('upgrade', note);
  guests.push(await guest(node, 'guest-1'));
  server.off('upgrade', note);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  expect(requests).toHaveLength(1);
  await vi.waitFor(() => {
    collect();
    expect(requests[0]?.deref()).toBeUndefined();
  });
});
