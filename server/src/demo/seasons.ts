import type { INestApplicationContext } from '@nestjs/common';
import { seasonClosesAfterMs } from '@vigil/shared/seasons';
import { SeasonsService } from '../features/seasons/seasons.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { firstSeasonEndMs } from './history.js';
import type { PastStep } from './past.js';
import { untilClosed } from './until-closed.js';

const hourMs = 3_600_000;

/** The close of the company's first season, when it was due. */
export function seasonSteps(app: INestApplicationContext): PastStep[] {
  const atMs = firstSeasonEndMs(app.get(Clock).nowMs()) + seasonClosesAfterMs + hourMs;
  return [{ atMs, step: () => closeFirst(app) }];
}

async function closeFirst(app: INestApplicationContext): Promise<void> {
  await untilClosed(
    () => app.get(SeasonsService).close(),
    async () => (await app.get(Database).query(`SELECT FROM season WHERE closed_at IS NULL`)).length === 0,
  );
}
