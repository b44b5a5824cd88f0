import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { ProblemError } from '../../platform/http/problem-error.js';

const hourSeconds = 3_600;
/** More than anybody has to tell in an hour, and far less than what would bury the queue. */
export const reportsPerHour = 40;

/** How many reports a person can send, counted for all processes together. */
@Injectable()
export class ReportLimit {
  private readonly limiter: RateLimiterPostgres;

  constructor(source: DataSource) {
    this.limiter = new RateLimiterPostgres({
      storeClient: source,
      storeType: 'typeorm',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: 'report',
      points: reportsPerHour,
      duration: hourSeconds,
    });
  }

  /** @throws ProblemError too-many, before anything of the report was looked at */
  async count(memberId: string): Promise<void> {
    try {
      await this.limiter.consume(memberId);
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new ProblemError(problems.tooMany, { retryAfterSeconds: Math.ceil(reason.msBeforeNext / 1_000) });
    }
  }
}
