import { connect, type Socket } from 'node:net';

/** What came back over a raw connection. */
export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Bytes that the server let in before it closed, or before everything was sent. */
  readonly sentBytes: number;
}

/**
 * Sends bytes that no HTTP client would send and waits until the server has closed the connection. A part that is a
 * function feeds the connection for as long as it takes more; it returns null when it has no more to give.
 */
export function rawRequest(
  url: string,
  ...parts: readonly (string | Buffer | (() => Buffer | null))[]
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => void send(socket, parts));
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    // a server that closes while it is being written to resets the connection
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const text = Buffer.concat(received).toString('latin1');
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, head, body: rest.join('\r\n\r\n'), sentBytes: socket.bytesWritten });
    });
  });
}

async function send(
  socket: Socket,
  parts: readonly (string | Buffer | (() => Buffer | null))[],
): Promise<void> {
  for (const part of parts) {
    if (typeof part !== 'function') socket.write(part);
    else
      for (let chunk = part(); chunk !== null && socket.writable; chunk = part())
        await written(socket, chunk);
  }
}

function written(socket: Socket, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('close', done);
      resolve();
    };
    socket.once('close', done);
    socket.write(chunk, done);
  });
}
