import { Injectable } from '@nestjs/common';
import type { ChallengeProgress, ChallengeSide } from '@vigil/shared/challenges';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What was published of a challenge. */
export interface Published {
  readonly version: number;
  readonly sides: ChallengeSide[];
  readonly asOf: Date;
}
const restMs = 900;
/** A count of many people is work for the database: it never takes more than a tenth of its time. */
const restPerWork = 9;
const longestRestMs = 10_000;
/** Without any new entry things change as well: people come, leave and hide. */
const anewMs = 5_000;

/** Keeps what everybody sees of challenges, with its version. */
@Injectable()
export class ProgressStore {
  /**
   * Live challenges that nobody has in hand and of which something may have changed: taken for this process, each with the
   * ledger's mark as it is now.
   */
  async take(sql: Sql): Promise<{ id: string; mark: string }[]> {
    return sql.query<{ id: string; mark: string }>(
      `WITH now AS (
         SELECT clock_timestamp() AS at, coalesce((SELECT max(id) FROM points_entry), 0) || '/' || coalesce((SELECT max(id) FROM board_veil), 0) AS mark),
       due AS (
         SELECT p.challenge_id FROM challenge_progress p JOIN challenge c ON c.id = p.challenge_id CROSS JOIN now
         WHERE c.state = 'live' AND c.form <> 'quest' AND c.counts_until IS NULL AND p.taken_at < now.at - $1 * interval '1 ms'
           AND (p.mark <> now.mark OR p.counted_at < now.at - $2 * interval '1 ms')
         FOR UPDATE OF p SKIP LOCKED)
       UPDATE challenge_progress p SET taken_at = now.at FROM now, due WHERE p.challenge_id = due.challenge_id
       RETURNING p.challenge_id AS id, now.mark`,
      [restMs, anewMs],
    );
  }

  /**
   * Notes that it was counted at a mark, and nothing is new. It is not counted again before it has rested many times as
   * long as the count took.
   */
  async counted(sql: Sql, challengeId: string, mark: string, tookMs: number): Promise<void> {
    await sql.query(
      `UPDATE challenge_progress SET mark = $2, counted_at = clock_timestamp(), taken_at = clock_timestamp() + $3 * interval '1 ms'
       WHERE challenge_id = $1`,
      [challengeId, mark, Math.min(tookMs * restPerWork, longestRestMs)],
    );
  }

  /** Saves what is shown from now on, one version up. */
  async save(
    sql: Sql | Tx,
    challengeId: string,
    sides: readonly ChallengeSide[],
    asOf: Date,
  ): Promise<Published> {
    const [row] = await sql.query<Published>(
      `INSERT INTO challenge_progress AS p (challenge_id, version, sides, as_of) VALUES ($1, 1, $2::jsonb, $3)
       ON CONFLICT (challenge_id) DO UPDATE SET version = p.version + 1, sides = excluded.sides, as_of = excluded.as_of
       RETURNING version, sides, as_of AS "asOf"`,
      [challengeId, JSON.stringify(sides), asOf],
    );
    if (row === undefined) throw new Error('progress was not kept');
    return row;
  }

  async of(sql: Sql, challengeIds: readonly string[]): Promise<Map<string, Published>> {
    const rows = await sql.query<Published & { id: string }>(
      `SELECT challenge_id AS id, version, sides, as_of AS "asOf" FROM challenge_progress WHERE challenge_id = ANY($1::uuid[])`,
      [challengeIds],
    );
    return new Map(rows.map(({ id, ...published }) => [id, published]));
  }
}

/** The message that tells what stands. */
export function progressOf(
  challengeId: string,
  state: ChallengeProgress['state'],
  published: Published,
): ChallengeProgress {
  const { version, sides, asOf } = published;
  return { challengeId, version, state, asOf: asOf.toISOString(), sides };
}
