import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { problems } from '@vigil/shared/contract';
import { randomBytes } from 'node:crypto';
import type { Counter } from 'prom-client';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Metrics } from '../../platform/ops/metrics.js';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's own choice), 19 MiB, two passes, one lane. */
const cost: Options = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};
const atOnce = 4;
const mostWaiting = 400;

/**
 * Hashes and checks passwords (argon2id), a few at a time, so that a crowd at the door cannot take all memory.
 * Passwords are compared in NFKC, as different keyboards type the same letters differently.
 */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly work: Counter<'outcome'>;
  private decoy: Promise<string> | null = null;

  constructor(metrics: Metrics) {
    this.work = metrics.counter('password_checks_total', 'Passwords that were evaluated.', ['outcome']);
  }

  /** @throws ProblemError unavailable when too many are waiting */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), cost));
  }

  /**
   * Whether the password belongs to the hash. Without one the same work runs against a decoy, so that neither answer
   * nor time tells whether there was a hash.
   * @throws ProblemError unavailable when too many are waiting
   */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const against = passwordHash ?? (await (this.decoy ??= this.hash(randomBytes(32).toString('hex'))));
    const right = await this.inTurn(() => verify(against, password.normalize('NFKC')));
    const matches = right && passwordHash !== null;
    this.work.inc({ outcome: matches ? 'right' : 'wrong' });
    return matches;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= mostWaiting)
        throw new ProblemError(problems.unavailable, { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      // the place passes on to the next in line; only without one it becomes free
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
