import type { INestApplicationContext } from '@nestjs/common';
import { NoticesConsumer } from '../features/notices/notices.consumer.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import type { OutboxFact } from '../platform/outbox/outbox.js';

const freshMs = 36 * 3_600_000;

/**
 * Tells what the past has left word of, and lets people have read what is older than a day and a half. That a season
 * closed is told to nobody: they were not here to hear it.
 */
export async function tellOfThePast(app: INestApplicationContext): Promise<void> {
  const sql = app.get(Database);
  await sql.query(`DELETE FROM outbox WHERE consumer = 'notices' AND topic = 'season.closed'`);
  await sql.query(`DELETE FROM notice WHERE kind = 'season.closed'`);
  const left = await sql.query<OutboxFact>(
    `SELECT topic, unnest(subjects) AS subject FROM outbox WHERE consumer = 'notices' ORDER BY id`,
  );
  // the relay takes the same word again later, and finds it told
  await app.get(NoticesConsumer).tell(left);
  await sql.query(`UPDATE notice SET read_at = at + interval '1 hour' WHERE read_at IS NULL AND at < $1`, [
    new Date(app.get(Clock).nowMs() - freshMs),
  ]);
}
