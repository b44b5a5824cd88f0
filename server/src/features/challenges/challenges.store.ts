import { Injectable } from '@nestjs/common';
import type { ChallengeDraft, ChallengeResult } from '@vigil/shared/challenges';
import { nobodyIsBehind } from '../../platform/closing/closing.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { ChallengeAnswer, ChallengeRow } from './challenges.types.js';

const row = `SELECT c.id, c.form, c.template, c.name, c.text, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.kinds, c.target,
  c.prize, c.department_ids AS "departmentIds", c.team_names AS teams, c.state, c.created_by AS "createdBy",
  c.asked_at AS "askedAt", c.counts_until AS "countsUntil", c.closed_at AS "closedAt", c.result, c.announced_at AS "announcedAt", c.thanks FROM challenge c`;
const mostPast = 100;

/** Writes challenges and their steps; each step is one conditional statement. */
@Injectable()
export class ChallengesStore {
  async find(sql: Sql, id: string): Promise<ChallengeRow | null> {
    return (await sql.query<ChallengeRow>(`${row} WHERE c.id = $1`, [id]))[0] ?? null;
  }

  /** Locks a challenge: its steps come one after the other. */
  async lock(tx: Tx, id: string): Promise<ChallengeRow | null> {
    return (await tx.query<ChallengeRow>(`${row} WHERE c.id = $1 FOR UPDATE`, [id]))[0] ?? null;
  }

  /** All that are not over, and the last of those that are; the next to end first, then the newest past. */
  async list(sql: Sql): Promise<ChallengeRow[]> {
    return sql.query<ChallengeRow>(
      `(${row} WHERE c.closed_at IS NULL ORDER BY c.ends_at, c.id)
       UNION ALL (${row} WHERE c.closed_at IS NOT NULL ORDER BY c.ends_at DESC, c.id LIMIT $1)`,
      [mostPast],
    );
  }

  /** What runs, the next to end first, quests aside: those have no sides. */
  async running(sql: Sql, most: number): Promise<ChallengeRow[]> {
    return sql.query<ChallengeRow>(
      `${row} WHERE c.state = 'live' AND c.form <> 'quest' ORDER BY c.ends_at, c.id LIMIT $1`,
      [most],
    );
  }

  /** What was announced and closed since, the newest first. */
  async announcedSince(sql: Sql, since: Date, most: number): Promise<ChallengeRow[]> {
    return sql.query<ChallengeRow>(
      `${row} WHERE c.state = 'announced' AND c.closed_at > $1 ORDER BY c.closed_at DESC, c.id LIMIT $2`,
      [since, most],
    );
  }

  /** Those that ended in a window and are closed, in the order of their ends. */
  async endedWithin(sql: Sql, from: Date, until: Date): Promise<ChallengeRow[]> {
    return sql.query<ChallengeRow>(
      `${row} WHERE c.ends_at > $1 AND c.ends_at <= $2 AND c.closed_at IS NOT NULL ORDER BY c.ends_at, c.id LIMIT $3`,
      [from, until, mostPast],
    );
  }

  async add(tx: Tx, draft: ChallengeDraft, by: string, at: Date): Promise<string> {
    const [added] = await tx.query<{ id: string }>(
      `INSERT INTO challenge (form, template, name, text, starts_at, ends_at, kinds, target, prize, department_ids, team_names, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
      [...valuesOf(draft), by, at],
    );
    if (added === undefined) throw new Error('a challenge was not kept');
    return added.id;
  }

  /** Whoever agreed agreed to something else: all are asked anew. */
  change(tx: Tx, id: string, draft: ChallengeDraft): void {
    tx.write(
      `UPDATE challenge SET form = $1, template = $2, name = $3, text = $4, starts_at = $5, ends_at = $6, kinds = $7, target = $8,
         prize = $9, department_ids = $10, team_names = $11, asked_at = NULL WHERE id = $12`,
      [...valuesOf(draft), id],
    );
    tx.write(`DELETE FROM challenge_answer WHERE challenge_id = $1`, [id]);
  }

  remove(tx: Tx, id: string): void {
    tx.write(`DELETE FROM challenge WHERE id = $1`, [id]);
  }

  ask(tx: Tx, id: string, at: Date): void {
    tx.write(`UPDATE challenge SET asked_at = $2 WHERE id = $1`, [id, at]);
    tx.write(`DELETE FROM challenge_answer WHERE challenge_id = $1`, [id]);
  }

  answer(tx: Tx, id: string, given: { departmentId: string; agreed: boolean; by: string; at: Date }): void {
    tx.write(
      `INSERT INTO challenge_answer (challenge_id, department_id, agreed, answered_by, answered_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (challenge_id, department_id) DO UPDATE SET agreed = excluded.agreed, answered_by = excluded.answered_by,
         answered_at = excluded.answered_at`,
      [id, given.departmentId, given.agreed, given.by, given.at],
    );
    if (!given.agreed) tx.write(`UPDATE challenge SET asked_at = NULL WHERE id = $1`, [id]);
  }

  /** By department. */
  async answers(sql: Sql, id: string): Promise<Map<string, ChallengeAnswer>> {
    const rows = await sql.query<ChallengeAnswer & { departmentId: string }>(
      `SELECT department_id AS "departmentId", agreed, answered_by AS "byId", answered_at AS at
       FROM challenge_answer WHERE challenge_id = $1`,
      [id],
    );
    return new Map(rows.map(({ departmentId, ...answer }) => [departmentId, answer]));
  }

  schedule(tx: Tx, id: string): void {
    tx.write(`UPDATE challenge SET state = 'scheduled' WHERE id = $1`, [id]);
  }

  /** A scheduled one whose time has come, locked; null when there is none that no other process works on. */
  async lockBeginning(tx: Tx, now: Date): Promise<ChallengeRow | null> {
    const [found] = await tx.query<ChallengeRow>(
      `${row} WHERE c.state = 'scheduled' AND c.starts_at <= $1 ORDER BY c.starts_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return found ?? null;
  }

  begin(tx: Tx, id: string): void {
    tx.write(`UPDATE challenge SET state = 'live' WHERE id = $1 AND state = 'scheduled'`, [id]);
  }

  /** Draws the line for those that ended long enough ago, once each: what is recorded from now on counts no more. */
  async drawLines(sql: Sql, endedBy: Date): Promise<void> {
    await sql.query(
      `UPDATE challenge SET counts_until = clock_timestamp() WHERE state = 'live' AND counts_until IS NULL AND ends_at <= $1`,
      [endedBy],
    );
  }

  /** One whose line is drawn and behind whom no transaction is left, locked. */
  async lockEnding(tx: Tx, except: readonly string[]): Promise<ChallengeRow | null> {
    const [found] = await tx.query<ChallengeRow>(
      `${row} WHERE c.state = 'live' AND c.counts_until IS NOT NULL AND c.id <> ALL($1::uuid[]) AND ${nobodyIsBehind('c.counts_until')}
       ORDER BY c.ends_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [except],
    );
    return found ?? null;
  }

  /** @returns false when it was closed before: then nothing may follow */
  async close(tx: Tx, id: string, result: ChallengeResult, at: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE challenge SET state = 'closed', closed_at = $2, result = $3 WHERE id = $1 AND state = 'live' RETURNING id`,
      [id, at, result],
    );
    return rows.length > 0;
  }

  announce(tx: Tx, id: string, given: { by: string; at: Date; thanks: string }): void {
    tx.write(
      `UPDATE challenge SET state = 'announced', announced_by = $2, announced_at = $3, thanks = $4 WHERE id = $1`,
      [id, given.by, given.at, given.thanks],
    );
  }
}

function valuesOf(draft: ChallengeDraft): unknown[] {
  const { form, template, name, text, startsAt, endsAt, kinds, target, prize, departmentIds, teams } = draft;
  return [form, template, name, text, startsAt, endsAt, kinds, target, prize, departmentIds, teams];
}
