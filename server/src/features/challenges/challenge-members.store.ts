import { Injectable } from '@nestjs/common';
import type { Drawable } from '@vigil/shared/challenges';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What a member had brought to a side when the challenge closed. */
export interface Share {
  readonly memberId: string;
  readonly side: string;
  readonly points: number;
  readonly won: boolean;
}

/** Who joined a challenge, who was drawn into which team, and what each had brought at its close. */
@Injectable()
export class ChallengeMembersStore {
  /** Active members of the departments; of all when none is named. */
  async drawable(sql: Sql, departmentIds: readonly string[]): Promise<Drawable[]> {
    return sql.query<Drawable>(
      `SELECT id AS "memberId", department_id AS "departmentId" FROM member
       WHERE deactivated_at IS NULL AND (cardinality($1::uuid[]) = 0 OR department_id = ANY($1::uuid[])) ORDER BY id`,
      [departmentIds],
    );
  }

  draw(tx: Tx, challengeId: string, teams: ReadonlyMap<string, number>, at: Date): void {
    const rows = [...teams].map(([memberId, team]) => ({ memberId, team }));
    tx.write(
      `INSERT INTO challenge_member (challenge_id, member_id, team, joined_at)
       SELECT $1, d.member_id, d.team, $2 FROM unnest($3::uuid[], $4::int[]) AS d (member_id, team)`,
      [challengeId, at, ...columns(rows, 'memberId', 'team')],
    );
  }

  /** Everybody who was drawn or who joined. */
  async all(sql: Sql, challengeId: string): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT member_id AS id FROM challenge_member WHERE challenge_id = $1 ORDER BY member_id`,
      [challengeId],
    );
    return rows.map((row) => row.id);
  }

  /** Joining again changes nothing. */
  join(tx: Tx, challengeId: string, memberId: string, at: Date): void {
    tx.write(
      `INSERT INTO challenge_member (challenge_id, member_id, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [challengeId, memberId, at],
    );
  }

  async of(
    sql: Sql,
    challengeId: string,
    memberId: string,
  ): Promise<{ team: number | null; joinedAt: Date } | null> {
    const [found] = await sql.query<{ team: number | null; joinedAt: Date }>(
      `SELECT team, joined_at AS "joinedAt" FROM challenge_member WHERE challenge_id = $1 AND member_id = $2`,
      [challengeId, memberId],
    );
    return found ?? null;
  }

  keepShares(tx: Tx, challengeId: string, shares: readonly Share[]): void {
    tx.write(
      `INSERT INTO challenge_share (challenge_id, member_id, side, points, won)
       SELECT $1, s.member_id, s.side, s.points, s.won
       FROM unnest($2::uuid[], $3::text[], $4::int[], $5::boolean[]) AS s (member_id, side, points, won)`,
      [challengeId, ...columns(shares, 'memberId', 'side', 'points', 'won')],
    );
  }

  async shareOf(sql: Sql, challengeId: string, memberId: string): Promise<{ points: number; won: boolean }> {
    const [found] = await sql.query<{ points: number; won: boolean }>(
      `SELECT coalesce(sum(points), 0)::int AS points, coalesce(bool_or(won), false) AS won FROM challenge_share
       WHERE challenge_id = $1 AND member_id = $2`,
      [challengeId, memberId],
    );
    return found ?? { points: 0, won: false };
  }
}
