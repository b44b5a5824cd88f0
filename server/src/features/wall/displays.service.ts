import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { type Display, displayLinkUnknown, displayNameTaken, wallPage } from '@vigil/shared/wall';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Authenticators } from '../../platform/auth/authenticators.js';
import type { DisplayPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { codeOf, Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { Attempts } from '../people/attempts.js';
import { issueToken, tokenHash } from '../people/tokens.js';
import { type DisplayRow, DisplaysStore } from './displays.store.js';

const uniqueViolation = '23505';

/** A browser that opens the wall. */
interface Opening {
  readonly token: string;
  readonly ip: string;
  /** The cookie that it has from before. */
  readonly cookie: string | null;
}

/** Display links: made once, opened by screens, revoked for all of them at once. */
@Injectable()
export class DisplaysService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: DisplaysStore,
    private readonly attempts: Attempts,
    private readonly authenticators: Authenticators,
    private readonly realtime: Realtime,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  onModuleInit(): void {
    this.authenticators.registerDisplay(this);
  }

  async authenticateDisplay(cookie: string): Promise<DisplayPrincipal | null> {
    const screen = await this.store.find(this.database, tokenHash(cookie), this.clock.now());
    return screen && { by: 'display', displayId: screen.displayId, screenId: screen.id };
  }

  async list(): Promise<Display[]> {
    return (await this.store.list(this.database, this.clock.now())).map(shown);
  }

  /**
   * @returns the display, and its link, which nobody sees again
   * @throws ProblemError `display-name-taken`
   */
  async add(by: Actor, name: string): Promise<{ display: Display; url: string }> {
    const { token, hash } = issueToken();
    const id = await this.database
      .transaction(async (tx) => {
        const made = await this.store.add(tx, name, hash, this.clock.now());
        const subject = { kind: 'display' as const, id: made };
        this.audit.record(tx, { by, act: 'display.added', subject, after: { name } });
        return made;
      })
      .catch((error: unknown) => {
        throw codeOf(error) === uniqueViolation ? new ProblemError(displayNameTaken) : error;
      });
    const [row] = await this.store.list(this.database, this.clock.now(), id);
    if (row === undefined) throw new ProblemError(problems.notFound);
    return { display: shown(row), url: `${this.config.publicUrl}${wallPage}#${token}` };
  }

  /** @throws ProblemError `not-found` */
  async revoke(by: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const name = await this.store.revoke(tx, id, this.clock.now());
      if (name === null) throw new ProblemError(problems.notFound);
      const subject = { kind: 'display' as const, id };
      this.audit.record(tx, { by, act: 'display.revoked', subject, before: { name } });
      tx.afterCommit(() => this.realtime.endDisplay(id));
    });
  }

  /**
   * Makes a screen of a browser that knows the link. One that is a screen of this link already stays the one it is: two
   * windows of one machine share their cookie.
   * @returns the value of its cookie
   * @throws ProblemError `too-many`, `display-link-unknown`
   */
  async open({ token, ip, cookie }: Opening): Promise<string> {
    await this.attempts.countAddress(ip);
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const displayId = await this.store.lockByLink(tx, tokenHash(token));
      if (displayId === null) throw new ProblemError(displayLinkUnknown);
      const before = cookie === null ? null : await this.store.find(tx, tokenHash(cookie), now);
      if (cookie !== null && before?.displayId === displayId) return cookie;
      if (before !== null) this.store.removeScreen(tx, before.id);
      const issued = issueToken();
      this.store.addScreen(tx, displayId, issued.hash, now);
      return issued.token;
    });
  }
}

function shown({ createdAt, lastSeenAt, ...row }: DisplayRow): Display {
  return { ...row, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null };
}
