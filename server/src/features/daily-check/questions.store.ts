import { Injectable } from '@nestjs/common';
import type { Choosable, Question } from '@vigil/shared/daily-check';
import type { Sql, Tx } from '../../platform/db/database.js';
import { builtInQuestions } from './built-in-questions.js';

export interface QuestionRow {
  readonly id: string;
  readonly origin: 'built-in' | 'own';
  readonly question: Question;
  readonly addedAt: Date;
  readonly retiredAt: Date | null;
}

const columns = `id, origin, body AS question, added_at AS "addedAt", retired_at AS "retiredAt"`;

/** Rows of `daily_question`: those that came with Vigil, and the organisation's own. */
@Injectable()
export class QuestionsStore {
  /** Takes over what the content folder has that is new, or newer. What was retired here stays retired. */
  async ensureBuiltIn(sql: Sql): Promise<void> {
    const rows = builtInQuestions();
    await sql.query(
      `INSERT INTO daily_question (id, origin, topic, body, version, added_at)
       SELECT q->>'id', 'built-in', q->'question'->>'topic', q->'question', (q->>'version')::int, now()
       FROM jsonb_array_elements($1::jsonb) q ORDER BY 1
       ON CONFLICT (id) DO UPDATE SET topic = excluded.topic, body = excluded.body, version = excluded.version
         WHERE daily_question.origin = 'built-in' AND daily_question.version < excluded.version`,
      [JSON.stringify(rows)],
    );
  }

  async inUse(sql: Sql): Promise<Choosable[]> {
    return sql.query<Choosable>(`SELECT id, topic FROM daily_question WHERE retired_at IS NULL`);
  }

  /** Own ones first, newest first. */
  async all(sql: Sql): Promise<QuestionRow[]> {
    return sql.query<QuestionRow>(
      `SELECT ${columns} FROM daily_question ORDER BY origin DESC, CASE origin WHEN 'own' THEN added_at END DESC, topic, id`,
    );
  }

  async one(sql: Sql, id: string): Promise<QuestionRow | null> {
    const [row] = await sql.query<QuestionRow>(`SELECT ${columns} FROM daily_question WHERE id = $1`, [id]);
    return row ?? null;
  }

  async add(tx: Tx, id: string, question: Question, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO daily_question (id, origin, topic, body, version, added_at) VALUES ($1, 'own', $2, $3::jsonb, 1, $4)`,
      [id, question.topic, JSON.stringify(question), at],
    );
  }

  /** Locks all questions in use, in the order of ids: of two who retire at once the second counts what is left. */
  async lockInUse(tx: Tx): Promise<number> {
    const rows = await tx.query(
      `SELECT id FROM daily_question WHERE retired_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    );
    return rows.length;
  }

  async setRetired(tx: Tx, id: string, at: Date | null): Promise<void> {
    await tx.query(`UPDATE daily_question SET retired_at = $2 WHERE id = $1`, [id, at]);
  }
}
