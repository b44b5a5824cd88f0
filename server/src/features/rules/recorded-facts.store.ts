import { Injectable } from '@nestjs/common';
import { dayOf, type OrganisationCalendar, weekOf } from '@vigil/shared/calendar';
import type { ReplayedFact } from '@vigil/shared/points';
import type { Sql } from '../../platform/db/database.js';

interface Row {
  readonly id: string;
  readonly memberId: string;
  readonly sourceId: string;
  readonly kind: string;
  readonly object: string | null;
  readonly about: string | null;
  readonly facts: { readonly workingMinutes: number | null; readonly first: boolean } | null;
  readonly occurredAt: Date;
}

/** A fact as it stands in the database, ready to be judged again. */
export interface RecordedFact extends ReplayedFact {
  readonly memberId: string;
  readonly sourceId: string;
  readonly about: string | null;
}

/** Which facts to read: of whom, from when until when. */
export interface FactsWanted {
  readonly memberIds: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

/** Reads facts back, a few members at a time. */
@Injectable()
export class RecordedFactsStore {
  /**
   * Facts by member, in the order of recording. Facts of which something was taken back by people are left out: what
   * they decided stands.
   */
  async byMember(
    sql: Sql,
    { memberIds, from, until }: FactsWanted,
    calendar: OrganisationCalendar,
  ): Promise<Map<string, RecordedFact[]>> {
    const [rows, corrected] = await Promise.all([
      sql.query<Row>(
        `SELECT id, member_id AS "memberId", source_id AS "sourceId", kind, object, about, facts, occurred_at AS "occurredAt"
         FROM behaviour WHERE member_id = ANY($1::uuid[]) AND occurred_at >= $2 AND occurred_at < $3 ORDER BY id`,
        [memberIds, from, until],
      ),
      sql.query<{ id: string }>(
        `SELECT DISTINCT e.behaviour_id AS id FROM points_entry r JOIN points_entry e ON e.id = r.reverses_id
         WHERE r.member_id = ANY($1::uuid[]) AND r.reversal = 'corrected'`,
        [memberIds],
      ),
    ]);
    const left = new Set(corrected.map((row) => row.id));
    const facts = new Map<string, RecordedFact[]>();
    for (const row of rows) {
      if (left.has(row.id)) continue;
      const known = facts.get(row.memberId) ?? [];
      known.push(recorded(row, calendar));
      facts.set(row.memberId, known);
    }
    return facts;
  }
}

function recorded({ occurredAt, facts, ...row }: Row, calendar: OrganisationCalendar): RecordedFact {
  const occurredAtMs = occurredAt.getTime();
  return {
    id: row.id,
    memberId: row.memberId,
    sourceId: row.sourceId,
    about: row.about,
    scorable: {
      kind: row.kind,
      occurredAtMs,
      day: dayOf(occurredAtMs, calendar),
      week: weekOf(occurredAtMs, calendar),
      object: row.object,
      workingMinutes: facts?.workingMinutes ?? null,
      first: facts?.first ?? false,
    },
  };
}
