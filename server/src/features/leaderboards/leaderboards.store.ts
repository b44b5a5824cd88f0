import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql } from '../../platform/db/database.js';
import type { HeardFact } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import type { BoardName } from './board-name.js';
import { type Choice, faceOn, type Shown, shownAs } from '../people/faces.js';
import { Crowd } from './crowd.js';
import { CrowdStore } from './crowd.store.js';
import type { KeptSums } from './kept-sums.js';
import { fold, type MemberRow } from './member-rows.js';
import { countsIn, MemberRowsStore, type WholeRow } from './member-rows.store.js';
import { type Border, PeriodBorders } from '../people/period-borders.js';
import type { MemberFacts } from './member-facts.js';
import { standsInDepartment, type Truth } from './truth.js';
import { chosen, worn } from '../people/veil-sql.js';

/** Room for the number of running transactions below a transaction number. */
const runningLimit = 4096;
/** Members who are read row by row at once: a few milliseconds' work. */
const atOnce = 500;
/** Sums that are kept of members, and the words since, by member. */
export interface News {
  readonly kept: KeptSums;
  readonly words: ReadonlyMap<string, HeardFact>;
}

/** Reads what boards are made of, all of it at one moment of the database. */
@Injectable()
export class LeaderboardsStore {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly borders: PeriodBorders,
    private readonly memberRows: MemberRowsStore,
    private readonly crowds: CrowdStore,
    private readonly clock: Clock,
  ) {}

  /**
   * The state of members in the given periods.
   * @param memberIds null for everybody
   * @param news what is known of them already, and what was heard since
   */
  async truth(
    periods: readonly Period[],
    memberIds: readonly string[] | null,
    news: News | null = null,
  ): Promise<Truth> {
    const { timeZone } = await this.people.calendar(this.database);
    const borders = await Promise.all(periods.map((period) => this.borders.at(period)));
    const given = await this.database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const moment = await this.moment(tx);
      const departments = await tx.query<{ id: string; name: string }>(
        `SELECT id, name FROM department ORDER BY id`,
      );
      const members = (rows: readonly MemberRow[]): Promise<MemberFacts[]> => this.folded(rows, borders);
      if (memberIds !== null) {
        const rows =
          news === null
            ? (await this.memberRows.whole(tx, periods, memberIds, timeZone)).map(memberRow)
            : await this.goneOn(tx, periods, memberIds, timeZone, news);
        return { ...moment, departments, members: await members(rows), crowd: Crowd.nobody };
      }
      const places = departments.map(({ id }) => id);
      const crowd = await this.crowds.read(tx, periods, places, timeZone);
      const veiled: MemberFacts[] = [];
      const others = crowd.ids.filter((_, seat) => crowd.plain[seat] === 0);
      for (let at = 0; at < others.length; at += atOnce) {
        const rows = await this.memberRows.whole(tx, periods, others.slice(at, at + atOnce), timeZone);
        veiled.push(...(await members(rows.map(memberRow))));
      }
      return { ...moment, departments, members: veiled, crowd };
    });
    return { ...given, borders };
  }

  private async folded(rows: readonly MemberRow[], borders: readonly Border[]): Promise<MemberFacts[]> {
    const weeks = await this.borders.ofWeeks(rows.flatMap(({ veiledWeek }) => veiledWeek ?? []));
    return fold(rows, borders, weeks);
  }

  /** By what each stands on a people board; whoever does not, now, is missing. */
  async shown(ids: readonly string[], { scope, period }: BoardName): Promise<Map<string, Shown>> {
    const border = await this.borders.at(period);
    const rows = await this.database.query<Choice & { id: string; departmentId: string | null }>(
      `SELECT m.id, m.department_id AS "departmentId", ${chosen} FROM member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$2')}
       WHERE m.id = ANY($1::uuid[]) AND m.deactivated_at IS NULL`,
      [ids, this.clock.now()],
    );
    const shown = rows.flatMap((row): [string, Shown][] => {
      const face = faceOn(row, border.startMs);
      if (face === null || (scope !== 'company' && !standsInDepartment(face, row.departmentId, border)))
        return [];
      return [[row.id, shownAs(face, row.departmentId)]];
    });
    return new Map(shown);
  }

  /** Key of the first period of a unit in which points of somebody count who does not hide; null without any. */
  async firstPeriod(unit: keyof typeof countsIn): Promise<string | null> {
    const [row] = await this.database.query<{ key: string | null }>(
      `SELECT min(e.${countsIn[unit]}) AS key FROM points_entry e JOIN member m ON m.id = e.member_id
       WHERE NOT e.quiet AND m.board_visibility <> 'hidden'`,
    );
    return row?.key ?? null;
  }

  /** When the first membership began; null while there is none. */
  async begunMs(): Promise<number | null> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(from_at)) * 1000)::float8 AS ms FROM membership`,
    );
    return row?.ms ?? null;
  }

  /** How long the oldest change has been waiting for the boards, in milliseconds. */
  async lagMs(consumer: string): Promise<number> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM clock_timestamp() - min(created_at)) * 1000)::float8 AS ms FROM outbox WHERE consumer = $1`,
      [consumer],
    );
    return row?.ms ?? 0;
  }

  /** Subjects of a topic that have not been handled yet, those that are under way among them. */
  async waiting(consumer: string, topic: string): Promise<string[]> {
    const rows = await this.database.query<{ subject: string }>(
      `SELECT DISTINCT unnest(subjects) AS subject FROM outbox WHERE consumer = $1 AND topic = $2`,
      [consumer, topic],
    );
    return rows.map((row) => row.subject);
  }

  /** What keys the row ids of this installation; null until it is founded. */
  async secret(): Promise<Buffer | null> {
    const [row] = await this.database.query<{ secret: Buffer }>(`SELECT secret FROM installation`);
    return row?.secret ?? null;
  }

  /**
   * The snapshot as a number that grows from one snapshot to the next: a later one has a higher next transaction number,
   * or the same and fewer running below it.
   */
  private async moment(sql: Sql): Promise<{ version: number; asOf: Date }> {
    const [row] = await sql.query<{ xmax: string; running: number; asOf: Date }>(
      `SELECT pg_snapshot_xmax(s)::text AS xmax, (SELECT count(*) FROM pg_snapshot_xip(s))::int AS running, now() AS "asOf"
       FROM pg_current_snapshot() s`,
    );
    if (row === undefined) throw new Error('no snapshot');
    const rest = runningLimit - 1 - Math.min(row.running, runningLimit - 1);
    return { version: Number(row.xmax) * runningLimit + rest, asOf: row.asOf };
  }

  /** The rows of some members: sums that are kept and what is new of them; of the others, whole histories. */
  private async goneOn(
    tx: Sql,
    periods: readonly Period[],
    memberIds: readonly string[],
    timeZone: string,
    { kept, words }: News,
  ): Promise<MemberRow[]> {
    const known = kept.known(memberIds.flatMap((id) => words.get(id) ?? []));
    const isKnown = new Set(known.ids);
    const unknown = memberIds.filter((id) => !isKnown.has(id));
    const [whole, present, entries] = await Promise.all([
      unknown.length === 0 ? [] : this.memberRows.whole(tx, periods, unknown, timeZone),
      known.ids.length === 0 ? [] : this.memberRows.present(tx, known.ids),
      known.ids.length === 0 ? [] : this.memberRows.since(tx, known.ids, known.since),
    ]);
    const lost = await kept.add(entries, present, words);
    const again = lost.length === 0 ? [] : await this.memberRows.whole(tx, periods, lost, timeZone);
    kept.keep([...whole, ...again], words);
    const isLost = new Set(lost);
    const wentOn = await kept.rows(present.filter((row) => !isLost.has(row.id)));
    return [...[...whole, ...again].map(memberRow), ...wentOn];
  }
}

function memberRow(row: WholeRow): MemberRow {
  const { entriesOf, earnedAs, veiledWeek } = row;
  return { of: row, sums: row, entriesOf, earnedAs, veiledWeek };
}
