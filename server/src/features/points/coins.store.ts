import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Coins of a person that go out for a request, or come back from it. */
export interface CoinsMoved {
  readonly memberId: string;
  readonly requestId: string;
  readonly coins: number;
  readonly at: Date;
}
/** What a person can spend, and what the next coins pay first. One of the two is always 0. */
export interface Purse {
  readonly coins: number;
  readonly owed: number;
}
/** Coins that were spent (below 0) or came back, with what for. */
export interface CoinEntryRow {
  readonly id: string;
  readonly coins: number;
  readonly at: Date;
  readonly reward: string;
}

/**
 * The second ledger: coins that are spent and that come back. Points, ranks and the version by which boards know a
 * balance stay as they are.
 */
@Injectable()
export class CoinsStore {
  /** Takes coins, once for a request. @returns false when there are not enough: then nothing has changed */
  async spend(tx: Tx, { memberId, requestId, coins, at }: CoinsMoved): Promise<boolean> {
    const paid = await tx.query(
      `UPDATE balance SET coins = coins - $2 WHERE member_id = $1 AND coins >= $2 RETURNING member_id`,
      [memberId, coins],
    );
    if (paid.length === 0) return false;
    this.append(tx, 'spent', { memberId, requestId, coins: -coins, at });
    return true;
  }

  /** Gives coins back, once for a request; what is owed is paid first. */
  giveBack(tx: Tx, moved: CoinsMoved): void {
    tx.write(
      `UPDATE balance SET coins = greatest(coins - coins_owed + $2, 0), coins_owed = greatest(coins_owed - coins - $2, 0)
       WHERE member_id = $1`,
      [moved.memberId, moved.coins],
    );
    this.append(tx, 'returned', moved);
  }

  async purse(sql: Sql, memberId: string): Promise<Purse> {
    const [row] = await sql.query<{ coins: string; owed: string }>(
      `SELECT coins, coins_owed AS owed FROM balance WHERE member_id = $1`,
      [memberId],
    );
    return { coins: Number(row?.coins ?? 0), owed: Number(row?.owed ?? 0) };
  }

  /** A member's coins that went out and came back, newest first. @param before number of the last one already seen */
  async entries(sql: Sql, memberId: string, limit: number, before: string | null): Promise<CoinEntryRow[]> {
    return sql.query<CoinEntryRow>(
      `SELECT e.id, e.coins, e.at, q.title AS reward FROM coin_entry e JOIN reward_request q ON q.id = e.request_id
       WHERE e.member_id = $1 AND ($2::bigint IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3`,
      [memberId, before, limit],
    );
  }

  private append(
    tx: Tx,
    direction: 'spent' | 'returned',
    { memberId, requestId, coins, at }: CoinsMoved,
  ): void {
    tx.write(
      `INSERT INTO coin_entry (member_id, request_id, direction, coins, at) VALUES ($1, $2, $3, $4, $5)`,
      [memberId, requestId, direction, coins, at],
    );
  }
}
