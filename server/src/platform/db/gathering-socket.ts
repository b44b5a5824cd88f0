import { Socket } from 'node:net';

type Written = (error?: Error | null) => void;

/**
 * A socket that sends what is written in one turn of the event loop with one system call. Statements that are issued
 * together then also leave together: on the hot path that is one call for a whole flight instead of one a statement.
 */
export class GatheringSocket extends Socket {
  private gathering = false;

  override write(chunk: Uint8Array | string, then?: BufferEncoding | Written, written?: Written): boolean {
    this.gather();
    return typeof then === 'string' ? super.write(chunk, then, written) : super.write(chunk, then);
  }

  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.cork();
    process.nextTick(() => {
      this.gathering = false;
      this.uncork();
    });
  }
}
