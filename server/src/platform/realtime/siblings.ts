import type { BetweenServers, EventName, Message, RealtimeServer, Word } from './realtime.types.js';

/**
 * What this process says to the others of its kind. What is sent to rooms in one turn goes as one word, since awards that
 * share a commit are told to their owners together; whatever else is said comes after all that was sent before it.
 */
export class Siblings {
  private sent: Word[] = [];
  private areThere = false;

  constructor(private readonly io: RealtimeServer) {}

  /** From now on there may be others; before, nothing is said. */
  meet(): void {
    this.areThere = true;
  }

  send<E extends EventName>(room: string, event: E, message: Message<E>): void {
    if (!this.areThere) return;
    if (this.sent.push([room, event, message]) === 1) setImmediate(() => this.finish());
  }

  say<S extends Exclude<keyof BetweenServers, 'send'>>(
    what: S,
    ...about: Parameters<BetweenServers[S]>
  ): void {
    if (!this.areThere) return;
    this.finish();
    this.io.serverSideEmit(what, ...about);
  }

  /** Says all that waits for the end of the turn. */
  finish(): void {
    if (this.sent.length === 0) return;
    const words = this.sent;
    this.sent = [];
    this.io.serverSideEmit('send', words);
  }
}
