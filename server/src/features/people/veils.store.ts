import { Injectable } from '@nestjs/common';
import { periodBounds, periodOf } from '@vigil/shared/calendar';
import type { BoardVisibility, Me } from '@vigil/shared/people';
import { randomInt } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import { PeopleReadModel } from './people.read-model.js';
import { pseudonymFrom } from './pseudonyms.js';

/** Draws of two words before a third word makes room. */
const shortDraws = 8;
const mostDraws = 50;

/**
 * Rows of `board_veil`: who was hidden on boards when, and who earned under which pseudonym. One face follows another
 * with a gap: the old one goes at once, a pseudonym and the name after it come with the next week, so that nobody can
 * see the one turn into the other. Hiding, and the name after hiding, know no gap.
 */
@Injectable()
export class VeilsStore {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  /** Brings the history up to what a member has just chosen. Call it under the lock of the member's row. */
  async follow(tx: Tx, memberId: string, choice: BoardVisibility): Promise<void> {
    const now = this.clock.now();
    const nextWeek = await this.nextWeek(tx);
    await tx.query(
      `UPDATE board_veil SET until_at = greatest(from_at, CASE WHEN pseudonym IS NULL THEN $2::timestamptz ELSE $3 END)
       WHERE member_id = $1 AND until_at IS NULL`,
      [memberId, now, nextWeek],
    );
    if (choice === 'hidden')
      await tx.query(`INSERT INTO board_veil (member_id, from_at) VALUES ($1, $2)`, [memberId, now]);
    if (choice === 'pseudonym') await this.draw(tx, memberId, nextWeek);
  }

  /** What a member is told of their own choice. */
  async standing(sql: Sql, memberId: string, choice: BoardVisibility): Promise<Me['onBoards']> {
    const now = this.clock.now();
    const [veil] = await sql.query<{ pseudonym: string; fromAt: Date; untilAt: Date | null }>(
      `SELECT pseudonym, from_at AS "fromAt", until_at AS "untilAt" FROM board_veil
       WHERE member_id = $1 AND pseudonym IS NOT NULL AND (until_at IS NULL OR until_at > greatest(from_at, $2))
       ORDER BY from_at DESC LIMIT 1`,
      [memberId, now],
    );
    if (choice === 'hidden' || veil === undefined) return { pseudonym: null, startsAt: null };
    if (choice === 'named') return { pseudonym: null, startsAt: veil.untilAt?.toISOString() ?? null };
    const startsAt = veil.fromAt > now ? veil.fromAt.toISOString() : null;
    return { pseudonym: veil.pseudonym, startsAt };
  }

  /** Settled by the unique key: whoever loses a draw draws again. One that nobody has seen yet is taken up again. */
  private async draw(tx: Tx, memberId: string, from: Date): Promise<void> {
    const kept = await tx.query(
      `UPDATE board_veil SET until_at = NULL WHERE id = (SELECT max(id) FROM board_veil
         WHERE member_id = $1 AND pseudonym IS NOT NULL AND from_at = $2) RETURNING id`,
      [memberId, from],
    );
    if (kept.length > 0) return;
    for (let n = 0; n < mostDraws; n++) {
      const pseudonym = pseudonymFrom(randomInt, n < shortDraws ? 'short' : 'long');
      const drawn = await tx.query(
        `INSERT INTO board_veil (member_id, pseudonym, from_at) VALUES ($1, $2, $3)
         ON CONFLICT (pseudonym) DO NOTHING RETURNING id`,
        [memberId, pseudonym, from],
      );
      if (drawn.length > 0) return;
    }
    throw new Error('no pseudonym is left');
  }

  private async nextWeek(sql: Sql): Promise<Date> {
    const calendar = await this.people.calendar(sql);
    const { endMs } = periodBounds(periodOf('week', this.clock.nowMs(), calendar), calendar);
    return new Date(endMs ?? 0);
  }
}
