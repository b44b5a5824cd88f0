import { Injectable } from '@nestjs/common';
import type { Duplex } from 'node:stream';
import type { SocketPrincipal } from '../auth/principal.js';
import { Budget } from './budget.js';
import { FrameHeads } from './frame-heads.js';

/** Sockets that one person or display may have on a process: more tabs than anybody looks at. */
const most = 10;
/** As many again are let in to be told why they must go; further ones are refused before they are websockets. */
const mostTold = 2 * most;
/** Frames of any kind, also pings and the smallest fragments: far more than a page ever sends. */
const frameBurst = 200;
const framesPerSecond = 20;

/** Bounds what one person, and one connection, can take of a process. Counted by connections, not by what becomes of them. */
@Injectable()
export class SocketLimits {
  private readonly open = new Map<string, Set<Duplex>>();

  /** Counts a connection until it closes. @returns false, and does not count it, when there is no room even for being told */
  admit(principal: SocketPrincipal, connection: Duplex): boolean {
    const who = nameOf(principal);
    const theirs = this.open.get(who) ?? new Set();
    if (theirs.size >= mostTold) return false;
    this.open.set(who, theirs.add(connection));
    connection.once('close', () => {
      theirs.delete(connection);
      if (theirs.size === 0) this.open.delete(who);
    });
    return true;
  }

  /** Whether so many older connections are open that this one must go. */
  isBeyond(principal: SocketPrincipal, connection: Duplex): boolean {
    return [...(this.open.get(nameOf(principal)) ?? [])].indexOf(connection) >= most;
  }

  /** Ends a connection that sends frames faster than any page would, before anybody looks into them. */
  watch(connection: Duplex): void {
    const heads = new FrameHeads();
    const budget = new Budget(frameBurst, framesPerSecond);
    connection.on('data', (bytes: Buffer) => {
      for (let frames = heads.countIn(bytes); frames > 0; frames--)
        if (budget.take() < 0) return void connection.destroy();
    });
  }
}

const nameOf = (principal: SocketPrincipal): string =>
  principal.by === 'display' ? `display:${principal.displayId}` : `member:${principal.memberId}`;
