import { Injectable } from '@nestjs/common';
import { type Period, periodBounds } from '@vigil/shared/calendar';
import { fewestTogether } from '@vigil/shared/leaderboards';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from './people.read-model.js';
import { covers } from './veil-sql.js';

/**
 * Who was hidden, or had a pseudonym, when a period began. The borders of weeks decide what of hidden people is told
 * together: were it decided anew whenever somebody hides or shows themselves, the difference would be what a few have.
 */
export interface Border {
  /** Null for the boards of all time, which never begin anew. */
  readonly startMs: number | null;
  /** Hidden members, with their department, where they were enough for their points to be told together. */
  readonly together: ReadonlyMap<string, string>;
  /** Departments with enough pseudonyms that one of them does not tell who it is. */
  readonly manyPseudonyms: ReadonlySet<string>;
}

interface Veiled {
  readonly memberId: string;
  readonly departmentId: string;
  readonly hidden: boolean;
}

const never: Border = { startMs: null, together: new Map(), manyPseudonyms: new Set() };
/** A choice made in the last moment before a border may be committed a little after it. */
const settledAfterMs = 60_000;
const mostKept = 1_000;

/** Borders never change once they are past, so each is read once. */
@Injectable()
export class PeriodBorders {
  private readonly kept = new Map<number, Promise<Border>>();

  constructor(
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async at(period: Period): Promise<Border> {
    const { startMs } = periodBounds(period, await this.people.calendar(this.database));
    if (startMs === null) return never;
    const known = this.kept.get(startMs);
    if (known !== undefined) return known;
    const border = this.read(startMs);
    if (this.clock.nowMs() - startMs < settledAfterMs) return border;
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(startMs, border);
    border.catch(() => this.kept.delete(startMs));
    return border;
  }

  /** By the weeks' keys. */
  async ofWeeks(keys: Iterable<string>): Promise<ReadonlyMap<string, Border>> {
    const all = [...new Set(keys)].map(async (key) => [key, await this.at({ unit: 'week', key })] as const);
    return new Map(await Promise.all(all));
  }

  private async read(startMs: number): Promise<Border> {
    const rows = await this.database.query<Veiled>(
      `SELECT v.member_id AS "memberId", s.department_id AS "departmentId", v.pseudonym IS NULL AS hidden
       FROM board_veil v JOIN membership s ON s.member_id = v.member_id AND s.department_id IS NOT NULL
       WHERE ${covers('v', '$1')} AND s.from_at <= $1 AND (s.until_at IS NULL OR s.until_at > $1)`,
      [new Date(startMs)],
    );
    const hidden = rows.filter((row) => row.hidden);
    const many = departmentsOfMany(hidden);
    return {
      startMs,
      together: new Map(
        hidden
          .filter((row) => many.has(row.departmentId))
          .map(({ memberId, departmentId }) => [memberId, departmentId]),
      ),
      manyPseudonyms: departmentsOfMany(rows.filter((row) => !row.hidden)),
    };
  }
}

function departmentsOfMany(rows: readonly Veiled[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { departmentId } of rows) counts.set(departmentId, (counts.get(departmentId) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= fewestTogether).map(([of]) => of));
}
