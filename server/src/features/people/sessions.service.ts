import { Injectable, type OnModuleInit } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { Authenticators } from '../../platform/auth/authenticators.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { AskedTogether } from '../../platform/db/asked-together.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { SessionEvents, type SessionsEnded } from './session-events.js';
import { type EndedSession, type ListedSession, SessionsStore } from './sessions.store.js';
import { issueToken, tokenHash, tokenHex } from './tokens.js';

/** What a browser says of itself when somebody signs in. */
export interface Visitor {
  /** `Firefox on Windows` */
  readonly device: string;
  /** The cookie it came with: whatever session that names ends, so that nobody can plant one. */
  readonly cookie: string | null;
}

/** Starts, recognises and ends sessions. A token leaves this class once, to its owner's cookie. */
@Injectable()
export class SessionsService implements OnModuleInit {
  private readonly found = new AskedTogether((hashes: readonly string[]) =>
    this.store.find(this.database, hashes, this.clock.now()),
  );

  constructor(
    private readonly database: Database,
    private readonly store: SessionsStore,
    private readonly events: SessionEvents,
    private readonly authenticators: Authenticators,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.authenticators.registerSession(this);
  }

  authenticateSession(token: string): Promise<SessionPrincipal | null> {
    return this.found.ask(tokenHex(token));
  }

  /** Always a new session. @returns its token */
  async start(tx: Tx, memberId: string, visitor: Visitor): Promise<string> {
    if (visitor.cookie !== null)
      this.tell(tx, await this.store.endByToken(tx, tokenHash(visitor.cookie)), 'changed');
    const { token, hash } = issueToken();
    await this.store.start(tx, memberId, hash, visitor.device, this.clock.now());
    return token;
  }

  list(memberId: string): Promise<ListedSession[]> {
    return this.store.list(this.database, memberId, this.clock.now());
  }

  /** @throws ProblemError not-found when the session is not the member's */
  async end(memberId: string, sessionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ended = await this.store.endOne(tx, memberId, sessionId);
      if (ended.length === 0) throw new ProblemError(problems.notFound);
      this.tell(tx, ended, 'signed-out');
    });
  }

  async endEverywhere(memberId: string): Promise<void> {
    await this.database.transaction((tx) => this.endAll(tx, memberId, 'signed-out'));
  }

  /** Ends the member's sessions within a transaction; sockets close after its commit. */
  async endAll(
    tx: Tx,
    memberId: string,
    because: SessionsEnded['because'],
    exceptId: string | null = null,
  ): Promise<void> {
    this.tell(tx, await this.store.endAll(tx, memberId, exceptId), because);
  }

  private tell(tx: Tx, ended: readonly EndedSession[], because: SessionsEnded['because']): void {
    const memberId = ended[0]?.memberId;
    if (memberId === undefined) return;
    tx.afterCommit(() => this.events.ended({ sessionIds: ended.map((s) => s.id), memberId, because }));
  }
}
