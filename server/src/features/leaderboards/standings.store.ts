import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { defaultDivisionLimits, type DepartmentRow, type DivisionLimits } from '@vigil/shared/leaderboards';
import { Database, type Tx } from '../../platform/db/database.js';

/** A standing of departments as it was computed. */
export interface KeptStanding {
  readonly rows: readonly DepartmentRow[];
  readonly asOf: Date;
  readonly ageMs: number;
}

/** Rows of `department_standing`, and the limits of the divisions. */
@Injectable()
export class StandingsStore {
  constructor(private readonly database: Database) {}

  /** The last standing of an open period. */
  async open({ unit, key }: Period): Promise<KeptStanding | null> {
    const [row] = await this.database.query<KeptStanding>(
      `SELECT rows, computed_at AS "asOf", (extract(epoch FROM clock_timestamp() - computed_at) * 1000)::float8 AS "ageMs"
       FROM department_standing WHERE unit = $1 AND key = $2 AND NOT closed`,
      [unit, key],
    );
    return row ?? null;
  }

  /** What is left of closed periods of one unit, by key, where it leaves out the same people. */
  async closed(
    unit: Period['unit'],
    keys: readonly string[],
    hiddenKey: string,
  ): Promise<Map<string, KeptStanding>> {
    const rows = await this.database.query<KeptStanding & { key: string }>(
      `SELECT key, rows, computed_at AS "asOf", 0 AS "ageMs" FROM department_standing
       WHERE unit = $1 AND key = ANY($2::text[]) AND closed AND hidden_key = $3`,
      [unit, keys, hiddenKey],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** @returns false when a newer one stands there; then nothing was written */
  async save(
    { unit, key }: Period,
    standing: {
      readonly rows: readonly DepartmentRow[];
      readonly version: number;
      readonly closed: boolean;
      readonly hiddenKey: string;
    },
  ): Promise<boolean> {
    const saved = await this.database.query(
      `INSERT INTO department_standing AS s (unit, key, closed, version, hidden_key, rows) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (unit, key) DO UPDATE SET closed = excluded.closed, version = excluded.version, computed_at = now(),
         hidden_key = excluded.hidden_key, rows = excluded.rows
       WHERE s.version <= excluded.version AND s.closed <= excluded.closed
       RETURNING 1`,
      [unit, key, standing.closed, standing.version, standing.hiddenKey, JSON.stringify(standing.rows)],
    );
    return saved.length > 0;
  }

  /** Names who is hidden, without naming anybody: another set of people has another key. */
  async hiddenKey(): Promise<string> {
    const [row] = await this.database.query<{ key: string }>(
      `SELECT coalesce(md5(string_agg(id::text, ',' ORDER BY id)), '') AS key FROM member WHERE board_visibility = 'hidden'`,
    );
    return row?.key ?? '';
  }

  async limits(): Promise<DivisionLimits> {
    const [row] = await this.database.query<DivisionLimits>(
      `SELECT small_up_to AS "smallUpTo", medium_up_to AS "mediumUpTo" FROM installation`,
    );
    return row ?? defaultDivisionLimits;
  }

  async setLimits(tx: Tx, { smallUpTo, mediumUpTo }: DivisionLimits): Promise<void> {
    await tx.query(`UPDATE installation SET small_up_to = $1, medium_up_to = $2`, [smallUpTo, mediumUpTo]);
  }
}
