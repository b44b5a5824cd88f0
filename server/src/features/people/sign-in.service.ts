import { Injectable } from '@nestjs/common';
import { emailKey, passwordWrong, wrongCredentials } from '@vigil/shared/people';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Attempts } from './attempts.js';
import { CredentialsStore } from './credentials.store.js';
import { LinksStore } from './links.store.js';
import { Passwords } from './passwords.js';
import { SessionsService, type Visitor } from './sessions.service.js';

/** What may follow from knowing a password, or from having forgotten it. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly credentials: CredentialsStore,
    private readonly links: LinksStore,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Unknown address, no password yet, deactivated and wrong password are one answer after the same work.
   * @throws ProblemError wrong-credentials, too-many
   */
  async signIn(
    email: string,
    password: string,
    from: Visitor & { readonly ip: string },
  ): Promise<{ memberId: string; token: string }> {
    const key = emailKey(email);
    await this.attempts.count(key, from.ip);
    const account = await this.credentials.account(this.database, searchable(key));
    const right = await this.passwords.matches(account?.passwordHash ?? null, password);
    if (account === null || !right) throw new ProblemError(wrongCredentials);
    await this.attempts.forgive(key, from.ip);
    return this.database.transaction(async (tx) => {
      // the password may have changed, or the person have been deactivated, while it was being checked
      const still =
        (await this.credentials.lockActive(tx, account.memberId)) &&
        (await this.credentials.passwordHash(tx, account.memberId)) === account.passwordHash;
      if (!still) throw new ProblemError(wrongCredentials);
      return { memberId: account.memberId, token: await this.sessions.start(tx, account.memberId, from) };
    });
  }

  /**
   * Sets a new password; every other session of the member ends and open links are void.
   * @throws ProblemError password-wrong, too-many
   */
  async changePassword(
    who: { readonly memberId: string; readonly sessionId: string; readonly ip: string },
    present: string,
    next: string,
  ): Promise<void> {
    const account = `member:${who.memberId}`;
    await this.attempts.count(account, who.ip);
    const known = await this.credentials.passwordHash(this.database, who.memberId);
    if (!(await this.passwords.matches(known, present))) throw new ProblemError(passwordWrong);
    await this.attempts.forgive(account, who.ip);
    const hash = await this.passwords.hash(next);
    await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const still =
        (await this.credentials.lockActive(tx, who.memberId)) &&
        (await this.credentials.passwordHash(tx, who.memberId)) === known;
      if (!still) throw new ProblemError(passwordWrong);
      await this.credentials.set(tx, who.memberId, hash, now);
      await this.links.voidAll(tx, who.memberId, now);
      await this.sessions.endAll(tx, who.memberId, 'changed', who.sessionId);
    });
  }

  /** Says nothing about whether the address is known. @throws ProblemError too-many */
  async requestReset(email: string, ip: string): Promise<void> {
    await this.attempts.countAddress(ip);
    await this.credentials.requestReset(this.database, searchable(emailKey(email)), this.clock.now());
  }
}

/** PostgreSQL cannot hold NUL, so nobody has such an address; what is asked for in its place belongs to nobody too. */
function searchable(key: string): string {
  return key.includes('\0') ? '' : key;
}
