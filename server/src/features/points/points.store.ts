import { Injectable } from '@nestjs/common';
import type { Explanation, RulePart } from '@vigil/shared/points';
import { columns } from '../../platform/db/columns.js';
import type { Tx } from '../../platform/db/database.js';

/** A row of the ledger before it is written. */
export interface NewEntry {
  /** Null: the database numbers it. */
  readonly id: string | null;
  readonly behaviourId: string | null;
  readonly memberId: string;
  readonly departmentId: string | null;
  readonly kind: string;
  readonly part: RulePart;
  readonly points: number;
  readonly coins: number;
  readonly quiet: boolean;
  readonly object: string | null;
  readonly about: string | null;
  readonly sourceId: string;
  readonly occurredAt: Date;
  readonly capDay: string;
  readonly capWeek: string;
  readonly cooldownKey: string | null;
  readonly countsWeek: string;
  readonly countsMonth: string;
  readonly countsSeason: string;
  readonly revision: number;
  readonly explanation: Explanation;
  readonly reversesId: string | null;
  readonly reversal: 'moved' | 'corrected' | 'rescored' | null;
  readonly reason: string | null;
}

/** What a reversal repeats of the entry that it takes back. */
export type WrittenEntry = Pick<
  NewEntry,
  | 'departmentId'
  | 'coins'
  | 'object'
  | 'about'
  | 'sourceId'
  | 'occurredAt'
  | 'capDay'
  | 'capWeek'
  | 'countsWeek'
  | 'countsMonth'
  | 'countsSeason'
  | 'revision'
>;

/** An entry as it stands, or no longer does: what a reversal by people has to know. */
export interface StandingEntry extends WrittenEntry {
  readonly id: string;
  readonly memberId: string;
  readonly kind: string;
  readonly part: RulePart;
  readonly points: number;
  readonly quiet: boolean;
  readonly explanation: Explanation;
  readonly isReversal: boolean;
  readonly isReversed: boolean;
}

export interface Balance {
  readonly memberId: string;
  readonly points: number;
  /** Of `points`, those that no board counts and no source is told of. */
  readonly quiet: number;
  readonly coins: number;
}

/** A balance as it stands. */
export interface StandingBalance extends Balance {
  /** Counts every change of the ledger and of what follows from it. */
  readonly version: string;
}

const writtenColumns = `e.department_id AS "departmentId", e.coins, e.object, e.about, e.source_id AS "sourceId", e.occurred_at AS "occurredAt",
  e.cap_day::text AS "capDay", e.cap_week AS "capWeek", e.counts_week AS "countsWeek", e.counts_month AS "countsMonth",
  e.counts_season AS "countsSeason", e.revision`;

/** Writes the ledger and the balances. Nothing else does, but for coins that are spent: see `CoinsStore`. */
@Injectable()
export class PointsStore {
  /**
   * Locks the members' balance rows in id order and reads them. Whoever holds the lock decides alone about these
   * members; taking it in one order keeps transactions from waiting for each other in a circle. A member without a
   * row is missing in the answer: `open` one, and look again.
   */
  async lock(tx: Tx, memberIds: readonly string[]): Promise<Map<string, StandingBalance>> {
    const rows = await tx.query<Record<keyof StandingBalance, string>>(
      `SELECT member_id AS "memberId", points, quiet, coins, version FROM balance WHERE member_id = ANY($1::uuid[]) ORDER BY member_id FOR UPDATE`,
      [memberIds],
      'balance-lock',
    );
    return new Map(
      rows.map((r) => [
        r.memberId,
        {
          memberId: r.memberId,
          points: Number(r.points),
          quiet: Number(r.quiet),
          coins: Number(r.coins),
          version: r.version,
        },
      ]),
    );
  }

  /** Opens balance rows for members who have none. */
  open(tx: Tx, memberIds: readonly string[]): void {
    tx.write(
      `INSERT INTO balance (member_id) SELECT id FROM unnest($1::uuid[]) id ORDER BY id ON CONFLICT DO NOTHING`,
      [memberIds],
    );
  }

  /** Draws numbers for entries that name each other before they are written. */
  async drawIds(tx: Tx, how: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT nextval('points_entry_id_seq') AS id FROM generate_series(1, $1::int)`,
      [how],
    );
    return rows.map((r) => r.id);
  }

  /** Entries as they were written, by number: what a reversal has to mirror. */
  async written(tx: Tx, ids: readonly string[]): Promise<Map<string, WrittenEntry>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.query<WrittenEntry & { id: string }>(
      `SELECT e.id, ${writtenColumns} FROM points_entry e WHERE e.id = ANY($1::bigint[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Whose the entry is; null when there is none. */
  async memberOf(tx: Tx, entryId: string): Promise<string | null> {
    const [row] = await tx.query<{ memberId: string }>(
      `SELECT member_id AS "memberId" FROM points_entry WHERE id = $1`,
      [entryId],
    );
    return row?.memberId ?? null;
  }

  /** The entry and its sisters: all that its fact brought. To be called under the member's lock. */
  async ofSameFact(tx: Tx, entryId: string): Promise<StandingEntry[]> {
    return tx.query<StandingEntry>(
      `SELECT e.id, ${writtenColumns}, e.member_id AS "memberId", e.kind, e.part, e.points, e.quiet, e.explanation,
         e.reverses_id IS NOT NULL AS "isReversal", r.id IS NOT NULL AS "isReversed"
       FROM points_entry named JOIN points_entry e ON e.member_id = named.member_id AND e.kind = named.kind
         AND (e.id = named.id OR e.behaviour_id = named.behaviour_id)
       LEFT JOIN points_entry r ON r.reverses_id = e.id
       WHERE named.id = $1 ORDER BY e.id`,
      [entryId],
    );
  }

  /** Appends rows to the ledger; they stand before the commit. */
  append(tx: Tx, entries: readonly NewEntry[]): void {
    if (entries.length === 0) return;
    tx.write(
      `INSERT INTO points_entry (id, behaviour_id, member_id, department_id, kind, part, points, coins, quiet, object, about, source_id,
         occurred_at, cap_day, cap_week, cooldown_key, counts_week, counts_month, counts_season, revision, explanation, reverses_id, reversal, reason)
       SELECT coalesce(id, nextval('points_entry_id_seq')), behaviour_id, member_id, department_id, kind, part, points, coins, quiet, object, about, source_id,
         occurred_at, cap_day, cap_week, cooldown_key, counts_week, counts_month, counts_season, revision, explanation, reverses_id, reversal, reason
       FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::int[], $9::boolean[],
         $10::text[], $11::text[], $12::uuid[], $13::timestamptz[], $14::date[], $15::text[], $16::text[], $17::text[], $18::text[],
         $19::text[], $20::int[], $21::jsonb[], $22::bigint[], $23::text[], $24::text[]) AS entry (id, behaviour_id, member_id, department_id, kind, part, points, coins, quiet, object, about,
         source_id, occurred_at, cap_day, cap_week, cooldown_key, counts_week, counts_month, counts_season, revision, explanation,
         reverses_id, reversal, reason)`,
      columns(
        entries,
        'id',
        'behaviourId',
        'memberId',
        'departmentId',
        'kind',
        'part',
        'points',
        'coins',
        'quiet',
        'object',
        'about',
        'sourceId',
        'occurredAt',
        'capDay',
        'capWeek',
        'cooldownKey',
        'countsWeek',
        'countsMonth',
        'countsSeason',
        'revision',
        'explanation',
        'reversesId',
        'reversal',
        'reason',
      ),
      'entries-append',
    );
  }

  /**
   * Adds what was appended; every change counts the member's version up. The rows are locked already. Coins that are
   * taken back after they were spent are owed, and the next ones pay them: nobody ever has less than none.
   */
  addToBalances(tx: Tx, changes: readonly Balance[]): void {
    if (changes.length === 0) return;
    tx.write(
      `UPDATE balance SET points = balance.points + c.points, quiet = balance.quiet + c.quiet,
         coins = greatest(balance.coins - coins_owed + c.coins, 0), coins_owed = greatest(coins_owed - balance.coins - c.coins, 0),
         version = version + 1
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS c (member_id, points, quiet, coins) WHERE balance.member_id = c.member_id`,
      columns(changes, 'memberId', 'points', 'quiet', 'coins'),
      'balance-add',
    );
  }

  /** Counts the versions up where something changed that follows from the ledger but is not in it. The rows are locked already. */
  touch(tx: Tx, memberIds: readonly string[]): void {
    if (memberIds.length === 0) return;
    tx.write(`UPDATE balance SET version = version + 1 WHERE member_id = ANY($1::uuid[])`, [memberIds]);
  }
}
