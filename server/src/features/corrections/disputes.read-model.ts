import { Injectable } from '@nestjs/common';
import type { MyDispute, OpenedDispute } from '@vigil/shared/corrections';
import type { Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsReadModel } from '../points/points.read-model.js';
import { NotesReadModel } from '../simulations/notes.read-model.js';
import { type DisputeRow, DisputesStore, type StepRow } from './disputes.store.js';

/** Questions as their person and the security team see them. */
@Injectable()
export class DisputesReadModel {
  constructor(
    private readonly store: DisputesStore,
    private readonly people: PeopleReadModel,
    private readonly points: PointsReadModel,
    private readonly notes: NotesReadModel,
  ) {}

  async mine(sql: Sql, memberId: string): Promise<MyDispute[]> {
    const rows = await this.store.mine(sql, memberId);
    const steps = await this.store.steps(
      sql,
      rows.map((row) => row.id),
    );
    return rows.map((row) => ({
      ...shownDispute(row),
      entryId: row.entryId,
      noteId: row.noteId,
      steps: (steps.get(row.id) ?? []).map((step) => shownStep(row, step)),
    }));
  }

  /** How many questions each of these people answered since. */
  async answersBy(sql: Sql, memberIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows = await sql.query<{ id: string; n: number }>(
      `SELECT author_id AS id, count(DISTINCT dispute_id)::int AS n FROM dispute_step
       WHERE author_id = ANY($1::uuid[]) AND at >= $2 AND outcome IS NOT NULL GROUP BY 1`,
      [memberIds, since],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }

  /** One question with what it is about. The caller notes that somebody looked. */
  async opened(sql: Sql, row: DisputeRow, readerId: string): Promise<OpenedDispute> {
    const { memberId, entryId, noteId } = row;
    const [members, entry, notes, steps] = await Promise.all([
      this.people.membersById(sql, [memberId]),
      entryId === null ? null : this.points.entry(sql, memberId, entryId),
      noteId === null ? [] : this.notes.mine(sql, memberId, noteId),
      this.store.steps(sql, [row.id]),
    ]);
    const member = members.get(memberId);
    return {
      ...shownDispute(row),
      person: {
        id: memberId,
        name: member?.name ?? '',
        department: await this.people.departmentName(sql, member?.departmentId ?? null),
      },
      own: memberId === readerId,
      entry,
      note: notes[0] ?? null,
      steps: (steps.get(row.id) ?? []).map((step) => shownStep(row, step)),
    };
  }
}

export function shownDispute({ id, entryId, state, askedAt }: DisputeRow) {
  const about = entryId === null ? ('note' as const) : ('entry' as const);
  return { id, about, state, askedAt: askedAt.toISOString() };
}

function shownStep({ memberId }: DisputeRow, { authorId, at, text, outcome }: StepRow) {
  const by = authorId === memberId ? ('person' as const) : ('security' as const);
  return { by, at: at.toISOString(), text, outcome };
}
