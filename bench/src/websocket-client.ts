import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What a client does with a frame: its beginning (all of a short one), and how long the whole is. */
export type OnFrame = (head: Buffer, length: number) => void;

const nothing = Buffer.alloc(0);
/** Reads of all connections end here, one after the other. */
const shared = Buffer.allocUnsafe(65_536);
const endOfHead = '\r\n\r\n';

/**
 * A websocket straight on a TCP connection that counts frames and reads no further than it must, so that on two cores
 * the load does not take the time of what it measures. It expects what servers send: unmasked frames, unfragmented.
 */
export class WebsocketClient {
  onFrame: OnFrame = () => undefined;
  onClose: () => void = () => undefined;
  /** So many bytes of each frame are looked at; nothing more is kept of it. */
  lookedAt = 64;
  private pending = nothing;
  private toSkip = 0;
  private isOpen = false;

  private constructor(
    private readonly socket: Socket,
    private readonly opened: (error: Error | null) => void,
  ) {}

  /** @param path with everything that a handshake's address carries */
  static open(url: URL, path: string, headers: Readonly<Record<string, string>>): Promise<WebsocketClient> {
    return new Promise((resolve, reject) => {
      const onread = {
        buffer: shared,
        callback: (bytes: number) => {
          client.read(shared.subarray(0, bytes));
          return true;
        },
      };
      const socket = connect({ port: Number(url.port), host: url.hostname, onread });
      const client: WebsocketClient = new WebsocketClient(socket, (error) => {
        if (error === null) resolve(client);
        else reject(error);
      });
      socket.setNoDelay(true);
      socket.once('connect', () => socket.write(upgradeRequest(url, path, headers)));
      socket.on('error', (error) => client.opened(error));
      socket.on('close', () => {
        client.opened(new Error('the connection was closed'));
        client.onClose();
      });
    });
  }

  /** A text of up to 65,535 bytes, masked by zeros. */
  send(text: string): void {
    const body = Buffer.from(text);
    const head = Buffer.alloc(body.length > 125 ? 8 : 6);
    head.writeUInt8(0x81, 0);
    head.writeUInt8(0x80 | (body.length > 125 ? 126 : body.length), 1);
    if (body.length > 125) head.writeUInt16BE(body.length, 2);
    this.socket.write(Buffer.concat([head, body]));
  }

  close(): void {
    this.onClose = () => undefined;
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (!this.isOpen) {
      this.readAnswer(chunk);
      return;
    }
    let at = 0;
    let bytes = chunk;
    if (this.toSkip > 0) {
      at = Math.min(this.toSkip, chunk.length);
      this.toSkip -= at;
    } else if (this.pending.length > 0) {
      bytes = Buffer.concat([this.pending, chunk]);
      this.pending = nothing;
    }
    while (at < bytes.length) {
      const next = this.readFrame(bytes, at);
      if (next === null) {
        this.pending = Buffer.from(bytes.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** @returns where the next frame begins, or null when too little of this one is here */
  private readFrame(bytes: Buffer, at: number): number | null {
    const short = bytes[at + 1];
    if (short === undefined) return null;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + head > bytes.length) return null;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const start = at + head;
    const seen = Math.min(length, this.lookedAt);
    if (start + seen > bytes.length) return null;
    this.onFrame(bytes.subarray(start, start + seen), length);
    this.toSkip = Math.max(0, start + length - bytes.length);
    return Math.min(start + length, bytes.length);
  }

  private readAnswer(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    const end = this.pending.indexOf(endOfHead);
    if (end === -1) return;
    const status = this.pending.toString('latin1', 9, 12);
    const rest = Buffer.from(this.pending.subarray(end + endOfHead.length));
    this.pending = nothing;
    if (status !== '101') {
      this.opened(new Error(`the handshake was answered with ${status}`));
      this.socket.destroy();
      return;
    }
    this.isOpen = true;
    // whoever waits for the connection sets what it wants of frames first
    this.opened(null);
    if (rest.length > 0) setImmediate(() => this.read(rest));
  }
}

function upgradeRequest(url: URL, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({
    host: url.host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
