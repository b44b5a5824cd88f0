import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A websocket at the level of frames, for what no client library would send. */
export interface RawWebsocket {
  /** Status of the handshake; 101 when it is open. */
  readonly status: number;
  /** Sends bytes as they are. */
  send(bytes: Buffer): void;
  sendText(text: string): void;
  /** Stops and begins to read. */
  pause(): void;
  resume(): void;
  /** The texts that came. */
  texts(): string[];
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
          sendText: (text) => void socket.write(clientFrame(1, Buffer.from(text))),
          pause: () => void socket.pause(),
          resume: () => void socket.resume(),
          texts: () => textsIn(received.subarray(received.indexOf('\r\n\r\n') + 4)),
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

/** The frames of a server, which are not masked, as far as they are whole. */
function framesIn(bytes: Buffer): { opcode: number; payload: Buffer }[] {
  const frames: { opcode: number; payload: Buffer }[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + head > bytes.length) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    if (at + head + length > bytes.length) break;
    frames.push({ opcode, payload: bytes.subarray(at + head, at + head + length) });
    at += head + length;
  }
  return frames;
}

function closeCodeIn(bytes: Buffer): number | null {
  const payload = framesIn(bytes).find(({ opcode }) => opcode === 8)?.payload;
  return payload !== undefined && payload.length >= 2 ? payload.readUInt16BE(0) : null;
}

const textsIn = (bytes: Buffer): string[] =>
  framesIn(bytes)
    .filter(({ opcode }) => opcode === 1)
    .map(({ payload }) => payload.toString());

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
