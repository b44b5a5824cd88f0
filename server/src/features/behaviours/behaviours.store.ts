import { Injectable } from '@nestjs/common';
import type { NothingBecause } from '@vigil/shared/points';
import { column, columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { RecordableBehaviour } from './behaviours.types.js';

/** A fact that stands in the database, with the answer that was given for it. */
export interface KnownBehaviour {
  readonly bodyHash: Buffer;
  readonly points: number;
  readonly total: number;
  readonly because: NothingBecause;
}

/** A fact with its result, ready to be written. */
export interface JudgedBehaviour extends RecordableBehaviour {
  readonly id: string;
  readonly localDay: string;
  readonly points: number;
  readonly total: number;
  readonly because: NothingBecause;
}

/** One identity for a fact within the process. */
export const identityOf = (b: { sourceId: string; naturalKey: string }): string =>
  `${b.sourceId} ${b.naturalKey}`;

@Injectable()
export class BehavioursStore {
  /** The facts among the given that are known already, by `identityOf`. */
  async known(
    sql: Sql,
    behaviours: readonly Pick<RecordableBehaviour, 'sourceId' | 'naturalKey'>[],
  ): Promise<Map<string, KnownBehaviour>> {
    const rows = await sql.query<{
      sourceId: string;
      naturalKey: string;
      bodyHash: Buffer;
      points: number;
      total: string;
      because: NothingBecause;
    }>(
      // each by its key: a plan made while the table was small must not read all of it once it has grown
      `SELECT b.source_id AS "sourceId", b.natural_key AS "naturalKey", b.body_hash AS "bodyHash", b.points, b.total_after AS total, b.because
       FROM unnest($1::uuid[], $2::text[]) AS asked (source_id, natural_key) CROSS JOIN LATERAL
         (SELECT * FROM behaviour WHERE source_id = asked.source_id AND natural_key = asked.natural_key OFFSET 0) b`,
      columns(behaviours, 'sourceId', 'naturalKey'),
      'behaviours-known',
    );
    return new Map(rows.map((row) => [identityOf(row), { ...row, total: Number(row.total) }]));
  }

  /** Draws numbers for facts that may be written; what they bring will have numbers above `ledger`. */
  async draw(tx: Tx, how: number): Promise<{ ids: string[]; ledger: string }> {
    const rows = await tx.query<{ id: string; ledger: string }>(
      `SELECT nextval('behaviour_id_seq') AS id, ledger
       FROM (SELECT coalesce(pg_sequence_last_value('points_entry_id_seq'::regclass), 0) AS ledger) l, generate_series(1, $1::int)`,
      [how],
      'behaviours-draw',
    );
    return { ids: rows.map((r) => r.id), ledger: rows[0]?.ledger ?? '0' };
  }

  /** Fails with a unique violation at the commit when another transaction has just stated the same key: try the whole transaction again */
  insert(tx: Tx, judged: readonly JudgedBehaviour[]): void {
    if (judged.length === 0) return;
    tx.write(
      `INSERT INTO behaviour (id, source_id, natural_key, body_hash, member_id, kind, object, about, facts, occurred_at, points, total_after, because, local_day)
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::bytea[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::jsonb[],
         $10::timestamptz[], $11::int[], $12::bigint[], $13::text[], $14::date[])`,
      [
        ...columns(judged, 'id', 'sourceId', 'naturalKey', 'bodyHash', 'memberId', 'kind', 'object', 'about'),
        column(judged, ({ workingMinutes, first }) =>
          workingMinutes === null && !first ? null : { workingMinutes, first },
        ),
        column(judged, ({ occurredAtMs }) => new Date(occurredAtMs)),
        ...columns(judged, 'points', 'total', 'because', 'localDay'),
      ],
      'behaviours-insert',
    );
  }
}
