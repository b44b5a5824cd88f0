import { Injectable } from '@nestjs/common';
import type { PointsEntry } from '@vigil/shared/points';
import type { Sql } from '../../platform/db/database.js';

interface EntryRow extends Omit<PointsEntry, 'occurredAt' | 'recordedAt' | 'reverses' | 'rescore'> {
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly reversesId: string | null;
  readonly reason: string | null;
  readonly rescoreWhy: string | null;
  readonly approvedBy: string | null;
}
export interface Sums {
  readonly today: number;
  readonly week: number;
  readonly month: number;
  readonly season: number;
}

/** Reads the ledger for screens and for other features. */
@Injectable()
export class PointsReadModel {
  /** My sums in the present periods; `day` is a day of the organisation's zone. Quiet entries are mine too. */
  async sums(
    sql: Sql,
    memberId: string,
    present: { day: string; week: string; month: string; season: string },
  ): Promise<Sums> {
    const [row] = await sql.query<Record<keyof Sums, string>>(
      `SELECT coalesce(sum(points) FILTER (WHERE cap_day = $2::date), 0) AS today, coalesce(sum(points) FILTER (WHERE counts_week = $3), 0) AS week,
         coalesce(sum(points) FILTER (WHERE counts_month = $4), 0) AS month, coalesce(sum(points) FILTER (WHERE counts_season = $5), 0) AS season
       FROM points_entry WHERE member_id = $1`,
      [memberId, present.day, present.week, present.month, present.season],
    );
    const number = (key: keyof Sums) => Number(row?.[key] ?? 0);
    return { today: number('today'), week: number('week'), month: number('month'), season: number('season') };
  }

  async balance(sql: Sql, memberId: string): Promise<{ points: number; coins: number }> {
    const [row] = await sql.query<{ points: string; coins: string }>(
      `SELECT points, coins FROM balance WHERE member_id = $1`,
      [memberId],
    );
    return { points: Number(row?.points ?? 0), coins: Number(row?.coins ?? 0) };
  }

  /** A member's entries, newest first. @param before number of the last entry already seen */
  async entries(
    sql: Sql,
    memberId: string,
    limit: number,
    before: string | null = null,
  ): Promise<PointsEntry[]> {
    return this.select(
      sql,
      `e.member_id = $1 AND ($2::bigint IS NULL OR e.id < $2)`,
      [memberId, before],
      limit,
    );
  }

  /** Of a member's entries those that stand and that boards count, newest first: what others may see of them at all. */
  async standing(sql: Sql, memberId: string, limit: number, before: string | null): Promise<PointsEntry[]> {
    return this.select(
      sql,
      `e.member_id = $1 AND ($2::bigint IS NULL OR e.id < $2) AND e.reverses_id IS NULL AND r.id IS NULL AND NOT e.quiet`,
      [memberId, before],
      limit,
    );
  }

  /** Whether boards count the entry, or would if it stood. */
  async isPublic(sql: Sql, entryId: string): Promise<boolean> {
    return (await sql.query(`SELECT FROM points_entry WHERE id = $1 AND NOT quiet`, [entryId])).length > 0;
  }

  /** One entry, if it is the member's. */
  async entry(sql: Sql, memberId: string, entryId: string): Promise<PointsEntry | null> {
    const [found] = await this.select(sql, `e.member_id = $1 AND e.id = $2`, [memberId, entryId], 1);
    return found ?? null;
  }

  private async select(
    sql: Sql,
    where: string,
    params: readonly unknown[],
    limit: number,
  ): Promise<PointsEntry[]> {
    const rows = await sql.query<EntryRow>(
      `SELECT e.id, e.kind, e.part, e.points, e.coins, e.quiet, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.about, e.revision,
         s.name AS source, e.explanation, e.reverses_id AS "reversesId", e.reason, r.id AS "reversedBy",
         again.why AS "rescoreWhy", a.first_name || ' ' || a.last_name AS "approvedBy"
       FROM points_entry e JOIN source s ON s.id = e.source_id LEFT JOIN points_entry r ON r.reverses_id = e.id
       LEFT JOIN rescore_entry o ON o.entry_id = e.id LEFT JOIN rescore again ON again.id = o.rescore_id LEFT JOIN member a ON a.id = again.approved_by
       WHERE ${where} ORDER BY e.id DESC LIMIT ${limit}`,
      params,
    );
    return rows.map(({ occurredAt, recordedAt, reversesId, reason, rescoreWhy, approvedBy, ...row }) => ({
      ...row,
      occurredAt: occurredAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
      reverses: reversesId === null ? null : { id: reversesId, reason: reason ?? '' },
      rescore: rescoreWhy === null ? null : { why: rescoreWhy, approvedBy: approvedBy ?? '' },
    }));
  }
}
