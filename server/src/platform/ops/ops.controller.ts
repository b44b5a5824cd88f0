import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { readLiveness, readMetrics, readReadiness } from '@vigil/shared/ops';
import { Database } from '../db/database.js';
import { Handles } from '../http/handles.js';
import { ProblemError } from '../http/problem-error.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Answers orchestrators and monitoring. */
@Controller()
export class OpsController {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
  ) {}

  @Handles(readLiveness)
  live(): Promise<{ status: 'ok' }> {
    return Promise.resolve({ status: 'ok' });
  }

  @Handles(readReadiness)
  async ready() {
    if (!this.readiness.takesWork)
      throw new ProblemError(problems.unavailable, { detail: 'This process is about to end.' });
    try {
      await this.database.query('SELECT 1');
    } catch {
      throw new ProblemError(problems.unavailable, {
        detail: 'The database does not answer.',
        retryAfterSeconds: 2,
      });
    }
    const boards = await this.readiness.boardsAnswer();
    return boards
      ? ({ status: 'ok', boards: 'ok' } as const)
      : ({ status: 'degraded', boards: 'away' } as const);
  }

  @Handles(readMetrics)
  read(): Promise<string> {
    return this.metrics.text();
  }
}
