import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ClientBase, Connection } from 'pg';

/** Rows are handed on together, so that no later step has work for each of them. */
const chunkBytes = 65_536;

/** What node-postgres can do on the wire and its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** The rows of a `COPY … TO STDOUT`. Whoever reads slowly slows PostgreSQL down; nothing is gathered. */
class CopyOut extends Readable {
  rows = 0;
  private connection: Connection | null = null;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly text: string) {
    super({ highWaterMark: 4 * chunkBytes });
  }

  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(this.text);
  }

  override _read(): void {
    this.connection?.stream.resume();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.rows++;
    // its bytes belong to the connection, which uses them again
    this.held.push(Buffer.from(chunk));
    this.heldBytes += chunk.length;
    if (this.heldBytes >= chunkBytes && !this.flush()) this.connection?.stream.pause();
  }

  handleCommandComplete(): void {
    this.flush();
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  private flush(): boolean {
    const chunk = Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    return chunk.length === 0 || this.push(chunk);
  }
}

/** A `COPY … FROM STDIN` that is fed from `source`. */
class CopyIn {
  readonly done: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private readonly refused = new AbortController();
  /** Why the source ended early: what PostgreSQL says then is only that it did. */
  private fault: unknown = null;

  constructor(
    private readonly text: string,
    private readonly source: AsyncIterable<Buffer>,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.send(connection);
  }

  handleCommandComplete(): void {
    // the connection is free only when it is ready
  }

  handleReadyForQuery(): void {
    this.resolve();
  }

  handleError(error: Error): void {
    this.refused.abort();
    this.reject(this.fault ?? error);
  }

  private async send(connection: CopyConnection): Promise<void> {
    const { signal } = this.refused;
    try {
      for await (const chunk of this.source) {
        if (signal.aborted) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain', { signal });
      }
      connection.endCopyFrom();
    } catch (error) {
      if (signal.aborted) return;
      this.fault = error;
      connection.sendCopyFail('the source ended early');
    }
  }
}

/** Starts `COPY (…) TO STDOUT` on a connection that does nothing else meanwhile and is not pipelined. */
export function copyOut(client: ClientBase, text: string): Readable & { readonly rows: number } {
  return client.query(new CopyOut(text));
}

/** Runs `COPY … FROM STDIN` with what `source` brings. @throws what the source or PostgreSQL failed of */
export function copyIn(client: ClientBase, text: string, source: AsyncIterable<Buffer>): Promise<void> {
  return client.query(new CopyIn(text, source)).done;
}
