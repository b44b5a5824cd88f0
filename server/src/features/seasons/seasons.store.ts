import { Injectable } from '@nestjs/common';
import { nobodyIsBehind } from '../../platform/closing/closing.js';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { SeasonRow } from './seasons.types.js';

const row = `SELECT s.key, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.counts_until AS "countsUntil", s.closed_at AS "closedAt" FROM season s`;

/** Rows of `season`; each step is one conditional statement. */
@Injectable()
export class SeasonsStore {
  /** When the organisation began; null until it was founded. */
  async foundedAt(sql: Sql): Promise<Date | null> {
    const [found] = await sql.query<{ at: Date }>(`SELECT created_at AS at FROM installation`);
    return found?.at ?? null;
  }

  /** By key. */
  async all(sql: Sql): Promise<Map<string, SeasonRow>> {
    return new Map((await sql.query<SeasonRow>(row)).map((season) => [season.key, season]));
  }

  /** Notes seasons that have ended, each once. */
  async note(sql: Sql, ended: readonly Pick<SeasonRow, 'key' | 'startsAt' | 'endsAt'>[]): Promise<void> {
    await sql.query(
      `INSERT INTO season (key, starts_at, ends_at) SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[])
       ON CONFLICT DO NOTHING`,
      columns(ended, 'key', 'startsAt', 'endsAt'),
    );
  }

  /** Draws the line for those that ended long enough ago, once each: what is recorded from now on counts no more. */
  async drawLines(sql: Sql, endedBy: Date): Promise<void> {
    await sql.query(
      `UPDATE season SET counts_until = clock_timestamp() WHERE counts_until IS NULL AND ends_at <= $1`,
      [endedBy],
    );
  }

  /** One whose line is drawn and behind whom no transaction is left, locked. */
  async lockEnding(tx: Tx, except: readonly string[]): Promise<SeasonRow | null> {
    const [found] = await tx.query<SeasonRow>(
      `${row} WHERE s.closed_at IS NULL AND s.counts_until IS NOT NULL AND s.key <> ALL($1::text[])
         AND ${nobodyIsBehind('s.counts_until')} ORDER BY s.ends_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [except],
    );
    return found ?? null;
  }

  /** @returns false when it was closed before: then nothing may follow */
  async close(tx: Tx, key: string, at: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE season SET closed_at = $2 WHERE key = $1 AND closed_at IS NULL RETURNING key`,
      [key, at],
    );
    return rows.length > 0;
  }
}
