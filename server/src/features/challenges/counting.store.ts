import { Injectable } from '@nestjs/common';
import { weekOf } from '@vigil/shared/calendar';
import { type DepartmentTotals, fewestTogether } from '@vigil/shared/leaderboards';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import type { Share } from './challenge-members.store.js';
import type { Counting } from './challenges.types.js';
import { earned, type Sides, terms, told } from './counting-sql.js';

type SideTotals = Omit<DepartmentTotals, 'name' | 'spread'> &
  Omit<DepartmentTotals['spread'], 'points'> & { readonly alone: number };

/** Counts a challenge out of the ledger: there is no second place in which points of challenges are kept. */
@Injectable()
export class CountingStore {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  /** What is known of each side that has people or points; its name is not among it. */
  async totals(sql: Sql, what: Counting): Promise<Map<string, Omit<DepartmentTotals, 'name'>>> {
    const rows = await sql.query<SideTotals>(
      `WITH ${told(sidesIn(what))}
       SELECT side AS id, (count(*) FILTER (WHERE at_end))::int AS people, sum(share)::float8 AS exposure,
         coalesce(sum(points) FILTER (WHERE told), 0)::int AS points, coalesce(sum(points) FILTER (WHERE NOT told), 0)::int AS "hiddenPoints",
         (count(*) FILTER (WHERE told AND at_end AND points > 0))::int AS active,
         (count(*) FILTER (WHERE NOT told AND at_end AND points > 0))::int AS "hiddenActive",
         coalesce(sum(points) FILTER (WHERE alone), 0)::float8 AS alone, coalesce(sum(points::float8 * points) FILTER (WHERE alone), 0) AS squares,
         sum(share)::float8 AS presence, sum(share * share)::float8 AS "presenceSquares",
         coalesce(sum(points * share) FILTER (WHERE alone), 0)::float8 AS "pointsPresence"
       FROM told GROUP BY side`,
      await this.params(sql, what),
    );
    return new Map(
      rows.map(({ alone, squares, presence, presenceSquares, pointsPresence, ...totals }) => [
        totals.id,
        { ...totals, spread: { points: alone, squares, presence, presenceSquares, pointsPresence } },
      ]),
    );
  }

  /** What each member has brought to each side; hidden ones too. */
  async shares(sql: Sql, what: Counting): Promise<Omit<Share, 'won'>[]> {
    return sql.query<Omit<Share, 'won'>>(
      `WITH ${terms} SELECT member_id AS "memberId", side, sum(points)::int AS points FROM (${earned(sidesIn(what))}) e
       GROUP BY 1, 2 HAVING sum(points) > 0 ORDER BY 1, 2`,
      await this.params(sql, what),
    );
  }

  /** How often each kind counted in the named sides, where five people and more whose points may be told brought it. */
  async acts(sql: Sql, what: Counting, sides: readonly string[]): Promise<{ kind: string; times: number }[]> {
    return sql.query<{ kind: string; times: number }>(
      `WITH ${told(sidesIn(what))}
       SELECT e.kind, (count(*) FILTER (WHERE e.reverses_id IS NULL) - count(*) FILTER (WHERE e.reverses_id IS NOT NULL))::int AS times
       FROM (${earned(sidesIn(what))}) e JOIN told t USING (member_id, side)
       WHERE t.told AND e.part = 'base' AND e.side = ANY($10::text[])
       GROUP BY e.kind HAVING count(DISTINCT e.member_id) >= ${fewestTogether} ORDER BY times DESC, e.kind`,
      [...(await this.params(sql, what)), sides],
    );
  }

  /** Of an example: how many show their names, and how many of these had as many points. */
  async reached(
    sql: Sql,
    what: Counting & { readonly example: ReadonlyMap<string, number> },
    target: number,
  ): Promise<{ people: number; reached: number }> {
    const [row] = await sql.query<{ people: number; reached: number }>(
      `WITH ${told('example')} SELECT count(*)::int AS people, (count(*) FILTER (WHERE points >= $12))::int AS reached
       FROM told WHERE alone`,
      [...(await this.params(sql, what)), target],
    );
    return row ?? { people: 0, reached: 0 };
  }

  /** The points of one member that count, in whatever side. */
  async ofMember(sql: Sql, what: Counting, memberId: string): Promise<number> {
    const [row] = await sql.query<{ points: number }>(
      `WITH ${terms} SELECT greatest(0, coalesce(sum(points), 0))::int AS points
       FROM (${earned(sidesIn(what))} AND e.member_id = $10) e`,
      [...(await this.params(sql, what)), memberId],
    );
    return row?.points ?? 0;
  }

  private async params(sql: Sql, what: Counting): Promise<unknown[]> {
    const { id, startsAt, endsAt, kinds, countsUntil, departmentIds } = what;
    const now = this.clock.now();
    const week = weekOf(startsAt.getTime(), await this.people.calendar(sql));
    const known = [
      startsAt,
      endsAt,
      now < endsAt ? now : endsAt,
      kinds,
      countsUntil,
      departmentIds,
      id,
      now,
      week,
    ];
    return what.example === undefined
      ? known
      : [...known, [...what.example.keys()], [...what.example.values()]];
  }
}

function sidesIn({ form, example }: Counting): Sides {
  if (example !== undefined) return 'example';
  return form === 'teams' || form === 'quest' ? 'joined' : 'departments';
}
