import { type OnFrame, WebsocketClient } from './websocket-client.js';

const path = '/socket.io/?EIO=4&transport=websocket';
const ping = '2'.charCodeAt(0);
const message = '4'.charCodeAt(0);
const acknowledgement = '3'.charCodeAt(0);
const event = '2'.charCodeAt(0);

/** A stock socket.io client as the server sees it (Engine.IO 4 by websocket, namespace `/`), and next to nothing behind that. */
export class EngineClient {
  /** Called with the beginning of each event: `42["board:delta",…`. */
  onEvent: OnFrame = () => undefined;
  private waiting: ((text: string) => void) | null = null;

  private constructor(private readonly websocket: WebsocketClient) {
    websocket.onFrame = (head, length) => this.take(head, length);
  }

  static async open(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<EngineClient> {
    const client = new EngineClient(await WebsocketClient.open(url, path, headers));
    await client.ask('40');
    return client;
  }

  /** Sends an event and waits for its answer, of which the beginning is returned. One at a time. */
  emitWithAck(name: string, value: unknown): Promise<string> {
    return this.ask(`420${JSON.stringify([name, value])}`);
  }

  /** @param bytes of each event that `onEvent` gets */
  lookAt(bytes: number): void {
    this.websocket.lookedAt = bytes;
  }

  onClose(listener: () => void): void {
    this.websocket.onClose = listener;
  }

  close(): void {
    this.websocket.close();
  }

  private ask(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      this.websocket.onClose = () => reject(new Error('the server closed a socket'));
      this.websocket.send(text);
    });
  }

  private take(head: Buffer, length: number): void {
    if (head[0] === ping && length === 1) this.websocket.send('3');
    else if (head[0] !== message) return;
    else if (head[1] === event) this.onEvent(head, length);
    else if (this.waiting !== null && (head[1] === acknowledgement || head[1] === '0'.charCodeAt(0)))
      this.answered(head.toString());
    else if (head[1] === '4'.charCodeAt(0)) throw new Error(`a socket was refused: ${head.toString()}`);
  }

  private answered(text: string): void {
    this.waiting?.(text);
    this.waiting = null;
  }
}
