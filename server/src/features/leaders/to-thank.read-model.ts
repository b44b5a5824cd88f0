import { Injectable } from '@nestjs/common';
import { fewestTogether } from '@vigil/shared/leaderboards';
import { type PersonToThank, thankableKinds } from '@vigil/shared/leaders';
import { restMs, type SecureBehaviour } from '@vigil/shared/recognition';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { FacesReadModel } from '../people/faces.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { Colleagues } from '../recognition/colleagues.js';
import { WallReadModel } from '../recognition/wall.read-model.js';

const lookBackMs = 14 * 86_400_000;
const most = 12;
const behaviourOf: Readonly<Record<(typeof thankableKinds)[number], SecureBehaviour>> = {
  'training.completed': 'went-first',
  'policy.attested': 'went-first',
  'habit.adopted': 'kept-up-to-date',
  'suggestion.adopted': 'made-it-better',
  'colleague.helped': 'lent-a-hand',
};
interface Row {
  readonly memberId: string;
  readonly departmentId: string;
  readonly kind: keyof typeof behaviourOf;
  readonly day: string;
  readonly week: string;
}

/** Whom a leader could thank: named people of departments that are large enough, each for the last good thing they did. */
@Injectable()
export class ToThankReadModel {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly faces: FacesReadModel,
    private readonly wall: WallReadModel,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** Newest first; whom the leader has thanked within four weeks is not among them. */
  async read(sql: Sql, leaderId: string): Promise<PersonToThank[]> {
    const [led, counts, departments] = await Promise.all([
      this.people.leadsOf(sql, leaderId),
      this.people.eligibleMembers(sql),
      this.people.departments(sql),
    ]);
    const enough = new Set(counts.filter((c) => c.active >= fewestTogether).map((c) => c.departmentId));
    const rows = await this.facts(
      sql,
      leaderId,
      led.filter((id) => enough.has(id)),
    );
    const [seen, thanked] = await Promise.all([
      this.faces.seen(
        sql,
        rows.map(({ memberId }) => memberId),
        [...new Set(rows.map(({ week }) => week))],
      ),
      this.wall.thankedBy(sql, leaderId, new Date(this.clock.nowMs() - restMs)),
    ]);
    const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
    return rows
      .flatMap(({ memberId, departmentId, kind, day, week }): PersonToThank[] => {
        const sight = seen.get(memberId);
        if (!sight?.face || sight.face.pseudonym || !sight.shows(week) || thanked.has(memberId)) return [];
        const handle = this.colleagues.handleOf(memberId, leaderId);
        const department = nameOf.get(departmentId) ?? '';
        return [{ handle, name: sight.face.name, department, kind, day, behaviour: behaviourOf[kind] }];
      })
      .sort((a, b) => b.day.localeCompare(a.day) || a.name.localeCompare(b.name))
      .slice(0, most);
  }

  private async facts(sql: Sql, leaderId: string, departmentIds: readonly string[]): Promise<Row[]> {
    return sql.query<Row>(
      `SELECT DISTINCT ON (m.id) m.id AS "memberId", m.department_id AS "departmentId", e.kind, e.cap_day::text AS day, e.counts_week AS week
       FROM member m JOIN points_entry e ON e.member_id = m.id
       WHERE m.department_id = ANY($1::uuid[]) AND m.deactivated_at IS NULL AND m.id <> $2 AND e.kind = ANY($3::text[])
         AND e.occurred_at > $4 AND e.points > 0 AND NOT e.quiet AND NOT EXISTS (SELECT FROM points_entry t WHERE t.reverses_id = e.id)
       ORDER BY m.id, e.occurred_at DESC, e.id`,
      [departmentIds, leaderId, thankableKinds, new Date(this.clock.nowMs() - lookBackMs)],
    );
  }
}
