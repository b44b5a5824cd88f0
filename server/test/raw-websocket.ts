import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A websocket at the level of frames, for what no client library would send. */
export interface RawWebsocket {
  /** Status of the handshake; 101 when it is open. */
  readonly status: number;
  /** Sends bytes as they are. */
  send(bytes: Buffer): void;
  /** The code of the server's close frame, or null when it closed without one. */
  readonly closed: Promise<number | null>;
  /** How many bytes the server took. */
  sentBytes(): number;
  end(): void;
}

/** Asks for a websocket, with these headers and nothing else of a browser's. */
export function openRawWebsocket(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<RawWebsocket> {
  const { hostname, port } = new URL(url);
  const lines = Object.entries({
    host: `${hostname}:${port}`,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket: Socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    );
    const closed = new Promise<number | null>((done) =>
      socket.on('close', () => done(closeCodeIn(received.subarray(received.indexOf('\r\n\r\n') + 4)))),
    );
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(received.toString('latin1'))?.[1];
      if (status !== undefined)
        resolve({
          status: Number(status),
          send: (bytes) => void socket.write(bytes),
          closed,
          sentBytes: () => socket.bytesWritten,
          end: () => void socket.destroy(),
        });
    });
  });
}

/** The head of a masked text frame that announces so many bytes. */
export function frameHead(bytes: number): Buffer {
  const head = Buffer.alloc(14);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(0xff, 1);
  head.writeBigUInt64BE(BigInt(bytes), 2);
  return head;
}

/** Frames of a server are not masked; those that matter here are short. */
function closeCodeIn(frames: Buffer): number | null {
  for (let at = 0; at + 2 <= frames.length;) {
    const opcode = frames.readUInt8(at) & 0x0f;
    const short = frames.readUInt8(at + 1) & 0x7f;
    const [head, length] = short === 126 ? [4, frames.readUInt16BE(at + 2)] : [2, short];
    if (opcode === 8) return length >= 2 ? frames.readUInt16BE(at + head) : null;
    at += head + length;
  }
  return null;
}

/** A whole frame of a client: masked by zeros, so that its bytes stand as they are. */
export function clientFrame(opcode: number, payload: Buffer, final = true): Buffer {
  const { length } = payload;
  const extended = length > 65_535 ? 8 : length > 125 ? 2 : 0;
  const head = Buffer.alloc(6 + extended);
  head.writeUInt8((final ? 0x80 : 0) | opcode, 0);
  head.writeUInt8(0x80 | (extended === 8 ? 127 : extended === 2 ? 126 : length), 1);
  if (extended === 2) head.writeUInt16BE(length, 2);
  if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}
