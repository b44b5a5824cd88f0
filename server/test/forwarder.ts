import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * How a link can be broken: nothing passes, nothing comes back, every connection is reset, each piece comes late, or
 * PostgreSQL says in one breath with its next answer that it goes.
 */
export type Fault = 'stalled' | 'deaf' | 'reset' | 'slow' | 'parting';

/** A wire between a server under test and what it depends on, that a test can break. */
export interface Forwarder {
  readonly port: number;
  /** From now on, for connections that are open and for new ones. */
  break(fault: Fault): void;
  heal(): void;
  stop(): Promise<void>;
}

const lateMs = 40;
const parting = errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P01', M: 'it goes' });

/** @param to the port or the socket file of what is behind it */
export async function startForwarder(to: { port: number } | { path: string }): Promise<Forwarder> {
  const open = new Set<readonly [Socket, Socket]>();
  let fault: Fault | null = null;
  const join = (from: Socket, other: Socket, isAnswer: boolean): void => {
    from.on('data', (bytes) => {
      // a broken wire loses what is on it: those connections never carry anything again
      if (fault === 'stalled' || (fault === 'deaf' && isAnswer)) return void lost.add(from).add(other);
      if (lost.has(from)) return;
      if (fault === 'parting' && isAnswer) other.end(Buffer.concat([bytes, parting]));
      else if (fault === 'slow') setTimeout(() => other.writable && other.write(bytes), lateMs);
      else other.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => other.destroy());
  };
  const lost = new WeakSet<Socket>();
  const server = createServer((near) => {
    if (fault === 'reset') return void near.resetAndDestroy();
    const far = connect(to);
    const pair = [near, far] as const;
    open.add(pair);
    near.once('close', () => open.delete(pair));
    join(near, far, false);
    join(far, near, true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    break(next) {
      fault = next;
      if (next === 'reset') for (const [near] of open) near.resetAndDestroy();
    },
    heal: () => (fault = null),
    stop: async () => {
      server.close();
      for (const [near, far] of open) for (const end of [near, far]) end.destroy();
      await once(server, 'close');
    },
  };
}

/** PostgreSQL's message of an error: its fields by their letters. */
function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const said = Object.entries(fields).map(([letter, text]) => `${letter}${text}\0`);
  const body = Buffer.from(`${said.join('')}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(length.length + body.length);
  return Buffer.concat([Buffer.from('E'), length, body]);
}
