import { Injectable } from '@nestjs/common';
import {
  type Badge,
  type BadgePreview,
  countedKinds,
  countedThoughQuiet,
  type Criterion,
  outsideMeasureOf,
  tiers,
} from '@vigil/shared/badges';
import { fewestTogether } from '@vigil/shared/leaderboards';
import type { Sql } from '../../platform/db/database.js';
import { MeasureSources } from './measure-sources.js';
import { Snapshots } from './snapshots.js';

/** What has to be folded person by person is looked at for so many, and carried over to all. */
const mostFolded = 1_000;

/**
 * How many people would have a badge. Numbers alone, in steps of five and none below: a list of who has it is a list of
 * who has not, and a number that moves by one tells what somebody did a moment ago.
 */
@Injectable()
export class PreviewReadModel {
  constructor(
    private readonly sources: MeasureSources,
    private readonly snapshots: Snapshots,
  ) {}

  async preview(sql: Sql, { criterion, thresholds }: Badge): Promise<BadgePreview> {
    const [row] = await sql.query<{ people: string }>(
      `SELECT count(*) AS people FROM member WHERE deactivated_at IS NULL`,
    );
    const people = Number(row?.people ?? 0);
    const values = await this.values(sql, criterion);
    const share = values.length === 0 ? 0 : people / values.length;
    return {
      people: inFives(people),
      tiers: tiers.map((tier) => ({
        tier,
        people: inFives(values.filter((value) => value >= thresholds[tier]).length * share),
      })),
    };
  }

  /** The value of each active member, whoever they are; of some of them, drawn by their ids, where each takes a fold. */
  private async values(sql: Sql, criterion: Criterion): Promise<number[]> {
    if (criterion.by === 'points')
      return column(
        sql,
        `SELECT b.points - b.quiet AS value FROM member m JOIN balance b ON b.member_id = m.id WHERE m.deactivated_at IS NULL`,
      );
    const kinds = countedKinds(criterion);
    if (kinds.length > 0)
      return column(
        sql,
        `SELECT coalesce(sum(sign(e.points)), 0) AS value FROM member m LEFT JOIN points_entry e ON e.member_id = m.id
           AND e.kind = ANY($1::text[]) AND e.part = 'base' AND (NOT e.quiet OR e.kind = ANY($2::text[]))
         WHERE m.deactivated_at IS NULL GROUP BY m.id`,
        [kinds, countedThoughQuiet],
      );
    const ids = await drawn(sql);
    const measure = outsideMeasureOf(criterion);
    if (measure !== null) {
      const known = await this.sources.read(sql, ids);
      return ids.map((id) => known.get(id)?.get(measure) ?? 0);
    }
    const values: number[] = [];
    if (criterion.by === 'streak')
      for (const id of ids) values.push((await this.snapshots.streaks(sql, id))[criterion.unit]);
    return values;
  }
}

async function column(sql: Sql, text: string, params: readonly unknown[] = []): Promise<number[]> {
  return (await sql.query<{ value: string }>(text, params)).map(({ value }) => Number(value));
}

async function drawn(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM member WHERE deactivated_at IS NULL ORDER BY md5(id::text) LIMIT ${mostFolded}`,
  );
  return rows.map(({ id }) => id);
}

function inFives(people: number): number | null {
  const whole = Math.floor(people / fewestTogether) * fewestTogether;
  return whole === 0 ? null : whole;
}
