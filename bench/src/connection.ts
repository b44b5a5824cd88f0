import { connect, type Socket } from 'node:net';

/** One answer, as far as the load needs it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * A keep-alive HTTP/1.1 connection that sends prebuilt requests one after the other. It parses just enough of the answer
 * to find its end, so that on two cores the load does not take the time of what it measures.
 */
export class Connection {
  private received = '';
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the connection was closed')));
  }

  static open(url: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname);
      socket.once('connect', () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.received += chunk;
    const head = this.received.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(this.received.slice(0, head))?.[1] ?? 0);
    if (this.received.length < head + 4 + length) return;
    const answer = {
      status: Number(this.received.slice(9, 12)),
      body: this.received.slice(head + 4, head + 4 + length),
    };
    this.received = this.received.slice(head + 4 + length);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve(answer);
  }
}

/** A request as bytes; bodies are ASCII. */
export function rawRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  const lines = Object.entries({ host: 'vigil', ...headers, 'content-length': String(body.length) }).map(
    ([k, v]) => `${k}: ${v}`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
