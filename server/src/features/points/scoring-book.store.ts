import { Injectable } from '@nestjs/common';
import {
  capKey,
  cooldownKey,
  emptyBook,
  type GivenPart,
  objectKey,
  type RulePart,
  type ScoringBook,
} from '@vigil/shared/points';
import { columns } from '../../platform/db/columns.js';
import type { Tx } from '../../platform/db/database.js';

/** What a decision about one fact needs to know of the ledger. */
export interface BookNeed {
  readonly memberId: string;
  readonly kind: string;
  /** Set where one award stands for the object. */
  readonly object: string | null;
  /** Set where the kind is capped. */
  readonly week: string | null;
  readonly cooldownWindow: string | null;
}

interface MutableBook {
  given: Map<string, GivenPart[]>;
  used: Map<string, number>;
  cooled: Set<string>;
}

/** Reads the members' books out of the ledger itself: there is no second count that could drift from it. */
@Injectable()
export class ScoringBookStore {
  /**
   * Each need is looked up by the index, whatever a plan from the time of a small ledger would rather do.
   * To be called under the members' locks. Members without any entry have no book: take `emptyBook`.
   */
  async load(tx: Tx, needs: readonly BookNeed[]): Promise<Map<string, ScoringBook>> {
    const books = new Map<string, MutableBook>();
    const bookOf = (memberId: string): MutableBook => {
      const book = books.get(memberId) ?? { given: new Map(), used: new Map(), cooled: new Set() };
      books.set(memberId, book);
      return book;
    };
    await Promise.all([
      this.loadGiven(
        tx,
        needs.filter((n) => n.object !== null),
        bookOf,
      ),
      this.loadUsed(
        tx,
        needs.filter((n) => n.week !== null),
        bookOf,
      ),
      this.loadCooled(
        tx,
        needs.filter((n) => n.cooldownWindow !== null),
        bookOf,
      ),
    ]);
    return books;
  }

  private async loadGiven(
    tx: Tx,
    needs: readonly BookNeed[],
    bookOf: (id: string) => MutableBook,
  ): Promise<void> {
    if (needs.length === 0) return;
    const rows = await tx.query<{
      id: string;
      memberId: string;
      kind: string;
      object: string;
      part: RulePart;
      points: number;
      coins: number;
      day: string;
      quiet: boolean;
      corrected: boolean;
    }>(
      `SELECT DISTINCT e.id, e.member_id AS "memberId", e.kind, e.object, e.part, e.points, e.coins, e.cap_day::text AS day, e.quiet, r.id IS NOT NULL AS corrected
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS need (member_id, kind, object) CROSS JOIN LATERAL
         (SELECT * FROM points_entry WHERE member_id = need.member_id AND kind = need.kind AND object = need.object OFFSET 0) e
       LEFT JOIN points_entry r ON r.reverses_id = e.id
       WHERE e.reverses_id IS NULL AND coalesce(r.reversal, 'corrected') = 'corrected'
       ORDER BY e.id`,
      columns(needs, 'memberId', 'kind', 'object'),
      'book-given',
    );
    for (const { id, memberId, kind, object, ...part } of rows) {
      const key = objectKey(kind, object);
      const { given } = bookOf(memberId);
      given.set(key, [...(given.get(key) ?? []), { entryId: id, ...part }]);
    }
  }

  private async loadUsed(
    tx: Tx,
    needs: readonly BookNeed[],
    bookOf: (id: string) => MutableBook,
  ): Promise<void> {
    if (needs.length === 0) return;
    const rows = await tx.query<{ memberId: string; kind: string; day: string; week: string; used: string }>(
      `SELECT e.member_id AS "memberId", e.kind, e.cap_day::text AS day, e.cap_week AS week, sum(e.coins) AS used
       FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n (member_id, kind, cap_week)) need CROSS JOIN LATERAL
         (SELECT * FROM points_entry WHERE member_id = need.member_id AND kind = need.kind AND cap_week = need.cap_week OFFSET 0) e
       WHERE e.reversal IS DISTINCT FROM 'corrected'
       GROUP BY 1, 2, 3, 4`,
      columns(needs, 'memberId', 'kind', 'week'),
      'book-used',
    );
    for (const { memberId, kind, day, week, used } of rows) {
      const book = bookOf(memberId).used;
      for (const key of [capKey(kind, day), capKey(kind, week)])
        book.set(key, (book.get(key) ?? 0) + Number(used));
    }
  }

  private async loadCooled(
    tx: Tx,
    needs: readonly BookNeed[],
    bookOf: (id: string) => MutableBook,
  ): Promise<void> {
    if (needs.length === 0) return;
    const rows = await tx.query<{ memberId: string; kind: string; window: string }>(
      `SELECT DISTINCT e.member_id AS "memberId", e.kind, e.cooldown_key AS window
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS need (member_id, kind, cooldown_key)
       JOIN points_entry e USING (member_id, kind, cooldown_key)`,
      columns(needs, 'memberId', 'kind', 'cooldownWindow'),
      'book-cooled',
    );
    for (const { memberId, kind, window } of rows) bookOf(memberId).cooled.add(cooldownKey(kind, window));
  }
}

/** The book of a member, empty where the ledger has nothing that matters. */
export function bookOf(books: ReadonlyMap<string, ScoringBook>, memberId: string): ScoringBook {
  return books.get(memberId) ?? emptyBook;
}
