import { problems } from '@vigil/shared/contract';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { ProblemError } from '../http/problem-error.js';

const hourSeconds = 3_600;

/** How often one person may do one thing in an hour, counted in PostgreSQL for all processes together. */
export abstract class HourlyLimit {
  private readonly limiter: RateLimiterPostgres;

  protected constructor(source: DataSource, keyPrefix: string, perHour: number) {
    this.limiter = new RateLimiterPostgres({
      storeClient: source,
      storeType: 'typeorm',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix,
      points: perHour,
      duration: hourSeconds,
    });
  }

  /** @throws ProblemError too-many, before anything of the request was looked at */
  async count(memberId: string): Promise<void> {
    try {
      await this.limiter.consume(memberId);
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new ProblemError(problems.tooMany, { retryAfterSeconds: Math.ceil(reason.msBeforeNext / 1_000) });
    }
  }
}
