import { problems } from '@vigil/shared/contract';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../db/database.js';
import { ProblemError } from '../http/problem-error.js';

const hourSeconds = 3_600;

/** What the limiter asks of its store. */
interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** How often one person may do one thing in an hour, counted in PostgreSQL for all processes together. */
export abstract class HourlyLimit {
  private readonly limiter: RateLimiterPostgres;

  protected constructor(database: Database, keyPrefix: string, perHour: number) {
    this.limiter = new RateLimiterPostgres({
      storeClient: { query: (statement: Statement) => ask(database, statement) },
      storeType: 'client',
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

/** By the application's door, so that what is urgent is counted by the connections that are kept for it. */
async function ask(database: Database, { text, values, name }: Statement) {
  const rows = await database.query(text, values, name);
  return { rows, rowCount: rows.length };
}
