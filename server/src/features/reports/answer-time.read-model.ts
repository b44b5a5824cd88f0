import { Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import { fewestAnswers, type readAnswerTime } from '@vigil/shared/reports';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';

const days = 90;

/** The security team's public number. Practice mails, which the server thanks for, and answers to oneself are no part of it. */
@Injectable()
export class AnswerTimeReadModel {
  constructor(private readonly clock: Clock) {}

  async read(sql: Sql): Promise<RouteReply<typeof readAnswerTime>> {
    const [row] = await sql.query<{ n: number; minutes: number | null; workingMinutes: number | null }>(
      `SELECT count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY answer_minutes) AS minutes,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY answer_working_minutes) AS "workingMinutes"
       FROM report WHERE answer_working_minutes IS NOT NULL AND answered_at > $1`,
      [new Date(this.clock.nowMs() - days * 86_400_000)],
    );
    if (!row || row.n < fewestAnswers || row.minutes === null || row.workingMinutes === null)
      return { median: null, days };
    return { median: { n: row.n, minutes: row.minutes, workingMinutes: row.workingMinutes }, days };
  }
  /** How many reports each of these people answered since, each once. */
  async answersBy(sql: Sql, memberIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows = await sql.query<{ id: string; n: number }>(
      `SELECT decided_by AS id, count(DISTINCT group_id)::int AS n FROM report_verdict
       WHERE decided_by = ANY($1::uuid[]) AND decided_at >= $2 GROUP BY 1`,
      [memberIds, since],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }
}
