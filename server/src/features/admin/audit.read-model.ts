import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '@vigil/shared/audit';
import type { Sql } from '../../platform/db/database.js';

export interface AuditQuestion {
  readonly act?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Days of the zone. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly timeZone: string;
  readonly before: string | null;
  readonly limit: number;
}

interface Row extends Pick<AuditEntry, 'id' | 'act' | 'before' | 'after' | 'reason'> {
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actorRole: string | null;
  readonly kind: AuditEntry['subject']['kind'];
  readonly subjectId: string;
  readonly subjectName: string | null;
}

const subjectName = `CASE e.subject_kind
  WHEN 'member' THEN (SELECT first_name || ' ' || last_name FROM member WHERE id = e.subject_id::uuid)
  WHEN 'department' THEN (SELECT name FROM department WHERE id = e.subject_id::uuid)
  WHEN 'campaign' THEN (SELECT name FROM campaign WHERE id = e.subject_id::uuid)
  WHEN 'reward' THEN (SELECT title FROM reward WHERE id = e.subject_id::uuid)
  WHEN 'display' THEN (SELECT name FROM display WHERE id = e.subject_id::uuid)
  WHEN 'source' THEN (SELECT name FROM source WHERE id = e.subject_id::uuid)
  WHEN 'report' THEN (SELECT '#' || number FROM report_group WHERE id = e.subject_id::uuid) END`;

/** The log of privileged acts, for administrators. */
@Injectable()
export class AuditReadModel {
  /** Newest first. */
  async page(sql: Sql, asked: AuditQuestion): Promise<AuditEntry[]> {
    const rows = await sql.query<Row>(
      `SELECT e.id, e.at, e.act, e.before, e.after, e.reason, e.actor_id AS "actorId", e.actor_role AS "actorRole",
         m.first_name || ' ' || m.last_name AS "actorName", e.subject_kind AS kind, e.subject_id AS "subjectId", ${subjectName} AS "subjectName"
       FROM audit_entry e LEFT JOIN member m ON m.id = e.actor_id
       WHERE ($1::text IS NULL OR e.act = $1) AND ($2::uuid IS NULL OR e.actor_id = $2) AND ($3::text IS NULL OR e.subject_id = $3)
         AND ($4::date IS NULL OR e.at >= $4::date::timestamp AT TIME ZONE $8)
         AND ($5::date IS NULL OR e.at < ($5::date + 1)::timestamp AT TIME ZONE $8) AND ($6::bigint IS NULL OR e.id < $6)
       ORDER BY e.id DESC LIMIT $7`,
      [
        asked.act ?? null,
        asked.actorId ?? null,
        asked.subjectId ?? null,
        asked.from ?? null,
        asked.until ?? null,
        asked.before,
        asked.limit,
        asked.timeZone,
      ],
    );
    const names = await this.names(sql, [...new Set(rows.flatMap(idsWithin))]);
    return rows.map((row) => presented(row, names));
  }

  private async names(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await sql.query<{ id: string; name: string }>(
      `SELECT id, first_name || ' ' || last_name AS name FROM member WHERE id = ANY($1::uuid[])
       UNION ALL SELECT id, name FROM department WHERE id = ANY($1::uuid[])
       UNION ALL SELECT id, '#' || number FROM report_group WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

function idsWithin({ before, after }: Pick<Row, 'before' | 'after'>): string[] {
  return [before, after].flatMap((state) =>
    Object.values(state ?? {})
      .flat()
      .filter(isId),
  );
}

function presented(row: Row, names: ReadonlyMap<string, string>): AuditEntry {
  const { id, at, actorId, act, before, after, reason } = row;
  return {
    id,
    at: at.toISOString(),
    actor: actorId === null ? null : { id: actorId, name: row.actorName ?? '', role: row.actorRole ?? '' },
    act,
    subject: { kind: row.kind, id: row.subjectId, name: row.subjectName },
    before,
    after,
    names: Object.fromEntries(
      idsWithin(row).flatMap((one) => {
        const name = names.get(one);
        return name === undefined ? [] : [[one, name]];
      }),
    ),
    reason,
  };
}
