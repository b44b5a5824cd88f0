import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { defaultDivisionLimits, type DepartmentRow, type DivisionLimits } from '@vigil/shared/leaderboards';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { worn } from '../people/veil-sql.js';

/** What is left of a closed period. */
export interface ClosedStanding {
  readonly rows: readonly DepartmentRow[];
  readonly asOf: Date;
}
/** The last standing of an open period. */
export interface OpenStanding extends ClosedStanding {
  readonly ageMs: number;
  /** Whoever builds on it names it when saving. */
  readonly revision: number;
}

/** Rows of `department_standing`, and the limits of the divisions. */
@Injectable()
export class StandingsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open({ unit, key }: Period): Promise<OpenStanding | null> {
    const [row] = await this.database.query<OpenStanding>(
      `SELECT rows, computed_at AS "asOf", revision, (extract(epoch FROM clock_timestamp() - computed_at) * 1000)::float8 AS "ageMs"
       FROM department_standing WHERE unit = $1 AND key = $2 AND NOT closed`,
      [unit, key],
    );
    return row ?? null;
  }

  /**
   * @param before the revision that it builds on; null for none
   * @returns its revision; null when another one stands there by now or the period has closed, and nothing was written
   */
  async saveOpen(
    { unit, key }: Period,
    rows: readonly DepartmentRow[],
    before: number | null,
  ): Promise<number | null> {
    const saved = await this.database.query<{ revision: number }>(
      before === null
        ? `INSERT INTO department_standing (unit, key, closed, rows) VALUES ($1, $2, false, $3) ON CONFLICT DO NOTHING RETURNING revision`
        : `UPDATE department_standing SET rows = $3, computed_at = now(), revision = revision + 1
           WHERE unit = $1 AND key = $2 AND NOT closed AND revision = $4 RETURNING revision`,
      [unit, key, JSON.stringify(rows), ...(before === null ? [] : [before])],
    );
    return saved[0]?.revision ?? null;
  }

  /** What is left of closed periods of one unit, by key, where it leaves out the same people. */
  async closed(
    unit: Period['unit'],
    keys: readonly string[],
    hiddenKey: string,
  ): Promise<Map<string, ClosedStanding>> {
    const rows = await this.database.query<ClosedStanding & { key: string }>(
      `SELECT key, rows, computed_at AS "asOf" FROM department_standing
       WHERE unit = $1 AND key = ANY($2::text[]) AND closed AND hidden_key = $3`,
      [unit, keys, hiddenKey],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Whoever computes it finds the same, so the last one may stand. The first limits of a closed one are kept. */
  async saveClosed(
    { unit, key }: Period,
    rows: readonly DepartmentRow[],
    hiddenKey: string,
    { smallUpTo, mediumUpTo }: DivisionLimits,
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO department_standing AS s (unit, key, closed, hidden_key, rows, small_up_to, medium_up_to)
       VALUES ($1, $2, true, $3, $4, $5, $6)
       ON CONFLICT (unit, key) DO UPDATE SET closed = true, hidden_key = excluded.hidden_key, rows = excluded.rows,
         small_up_to = coalesce(s.small_up_to, excluded.small_up_to), medium_up_to = coalesce(s.medium_up_to, excluded.medium_up_to),
         computed_at = now(), revision = s.revision + 1`,
      [unit, key, hiddenKey, JSON.stringify(rows), smallUpTo, mediumUpTo],
    );
  }

  /** The limits under which closed periods of one unit were divided, by key; none where none has been computed. */
  async limitsOf(periods: readonly Period[]): Promise<Map<string, DivisionLimits>> {
    const rows = await this.database.query<DivisionLimits & { key: string }>(
      `SELECT key, small_up_to AS "smallUpTo", medium_up_to AS "mediumUpTo" FROM department_standing
       WHERE unit = $1 AND key = ANY($2::text[]) AND small_up_to IS NOT NULL`,
      [periods[0]?.unit, periods.map(({ key }) => key)],
    );
    return new Map(rows.map(({ key, ...limits }) => [key, limits]));
  }

  /** Stands for those whose names are not shown, without naming anybody: another set of people has another key. */
  async hiddenKey(): Promise<string> {
    const [row] = await this.database.query<{ key: string }>(
      `SELECT coalesce(md5(string_agg(m.id::text, ',' ORDER BY m.id)), '') AS key
       FROM member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$1')} WHERE m.board_visibility <> 'named' OR w.id IS NOT NULL`,
      [this.clock.now()],
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
