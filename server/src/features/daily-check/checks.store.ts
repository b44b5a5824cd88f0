import { Injectable } from '@nestjs/common';
import type { Asked, Question } from '@vigil/shared/daily-check';
import type { Sql, Tx } from '../../platform/db/database.js';

/** A member's check of a day, with its question. */
export interface CheckRow {
  readonly day: string;
  readonly question: Question;
  readonly shownOrder: readonly number[];
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly answer: number | null;
}

const columns = `c.local_day::text AS day, q.body AS question, c.shown_order AS "shownOrder", c.asked_at AS "askedAt",
  c.answered_at AS "answeredAt", c.answer FROM daily_check c JOIN daily_question q ON q.id = c.question_id`;

/** Rows of `daily_check`: what was asked of whom on which local day, and what they answered. */
@Injectable()
export class ChecksStore {
  async of(sql: Sql, memberId: string, day: string): Promise<CheckRow | null> {
    const [row] = await sql.query<CheckRow>(`SELECT ${columns} WHERE c.member_id = $1 AND c.local_day = $2`, [
      memberId,
      day,
    ]);
    return row ?? null;
  }

  /** One that was asked since and is not answered yet, on whatever day. */
  async openSince(sql: Sql, memberId: string, since: Date): Promise<CheckRow | null> {
    const [row] = await sql.query<CheckRow>(
      `SELECT ${columns} WHERE c.member_id = $1 AND c.asked_at >= $2 AND c.answered_at IS NULL ORDER BY c.asked_at DESC LIMIT 1`,
      [memberId, since],
    );
    return row ?? null;
  }

  /** What was asked since a day, and, by a clock that has been further east, after it. */
  async asked(sql: Sql, memberId: string, sinceDay: string): Promise<Asked[]> {
    return sql.query<Asked>(
      `SELECT c.question_id AS "questionId", q.topic, c.local_day::text AS day FROM daily_check c
       JOIN daily_question q ON q.id = c.question_id WHERE c.member_id = $1 AND c.local_day >= $2`,
      [memberId, sinceDay],
    );
  }

  async ask(
    tx: Tx,
    check: {
      memberId: string;
      day: string;
      questionId: string;
      shownOrder: readonly number[];
      askedAt: Date;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO daily_check (member_id, local_day, question_id, shown_order, asked_at) VALUES ($1, $2, $3, $4, $5)`,
      [check.memberId, check.day, check.questionId, check.shownOrder, check.askedAt],
    );
  }

  /** Takes the one answer that counts. @returns false when there was one already */
  async answer(
    tx: Tx,
    given: { memberId: string; day: string; answer: number; correct: boolean; at: Date },
  ): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE daily_check SET answer = $3, correct = $4, answered_at = greatest($5, asked_at)
       WHERE member_id = $1 AND local_day = $2 AND answered_at IS NULL RETURNING local_day`,
      [given.memberId, given.day, given.answer, given.correct, given.at],
    );
    return rows.length > 0;
  }

  /** What the facts of a day's check brought, by their natural keys. */
  async pointsOf(sql: Sql, sourceId: string, naturalKeys: readonly string[]): Promise<Map<string, number>> {
    const rows = await sql.query<{ key: string; points: number }>(
      `SELECT natural_key AS key, points FROM behaviour WHERE source_id = $1 AND natural_key = ANY($2::text[])`,
      [sourceId, naturalKeys],
    );
    return new Map(rows.map((row) => [row.key, row.points]));
  }
}
