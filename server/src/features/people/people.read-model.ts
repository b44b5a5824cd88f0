import { Injectable } from '@nestjs/common';
import type { OrganisationCalendar } from '@vigil/shared/calendar';
import type { Locale, Role } from '@vigil/shared/contract';
import { type BoardVisibility, emailKey } from '@vigil/shared/people';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { MembershipsStore, type Place } from './memberships.store.js';
import { type Organisation, OrganisationStore, unfounded } from './organisation.store.js';

/** A member as other features may know them. */
export interface MemberCard {
  readonly id: string;
  /** First and last name. */
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly departmentId: string | null;
  readonly boardVisibility: BoardVisibility;
  /** The member's own IANA zone; periods follow the organisation's. */
  readonly timeZone: string;
  readonly locale: Locale;
  readonly deactivatedAt: Date | null;
}
export interface DepartmentNode {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}
/** Active members who belong directly to a department; null gathers those without one. */
export interface EligibleCount {
  readonly departmentId: string | null;
  readonly active: number;
  /** Of `active`, those hidden on boards. */
  readonly hidden: number;
}

const calendarKeptMs = 5_000;
const standardCalendar: OrganisationCalendar = {
  timeZone: unfounded.timeZone,
  workingDays: [1, 2, 3, 4, 5],
  workFromMinute: 540,
  workUntilMinute: 1_020,
};
const card = `SELECT id, first_name || ' ' || last_name AS name, email, role, department_id AS "departmentId",
  board_visibility AS "boardVisibility", time_zone AS "timeZone", locale, deactivated_at AS "deactivatedAt" FROM member`;

/** Who is who and who belongs where: what other features may read of people. */
@Injectable()
export class PeopleReadModel {
  private calendarCache: { readonly calendar: OrganisationCalendar; readonly untilMs: number } | null = null;

  constructor(
    private readonly memberships: MembershipsStore,
    private readonly organisationStore: OrganisationStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Who is meant by each address: an active member's own, or else an alias of one. Keys of the answer are
   * `emailKey(address)`; who is unknown or deactivated is missing, and nobody is guessed.
   */
  async resolveByEmail(sql: Sql, emails: readonly string[]): Promise<Map<string, string>> {
    const keys = [...new Set(emails.map(emailKey))].filter((key) => !key.includes('\0'));
    if (keys.length === 0) return new Map();
    const rows = await sql.query<{ key: string; memberId: string }>(
      `SELECT email_key AS key, id AS "memberId" FROM member WHERE email_key = ANY($1::text[]) AND deactivated_at IS NULL
       UNION ALL
       SELECT a.email_key, a.member_id FROM member_alias a JOIN member m ON m.id = a.member_id
       WHERE a.email_key = ANY($1::text[]) AND m.deactivated_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM member own WHERE own.email_key = a.email_key AND own.deactivated_at IS NULL)`,
      [keys],
      'members-by-email',
    );
    return new Map(rows.map((row) => [row.key, row.memberId]));
  }

  async membersById(sql: Sql, ids: readonly string[]): Promise<Map<string, MemberCard>> {
    if (ids.length === 0) return new Map();
    const rows = await sql.query<MemberCard>(`${card} WHERE id = ANY($1::uuid[])`, [[...new Set(ids)]]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** All members in id order, a page at a time: pass the last id seen. Deactivated ones are among them. */
  async members(sql: Sql, afterId: string | null, limit: number): Promise<MemberCard[]> {
    return sql.query<MemberCard>(`${card} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`, [
      afterId,
      limit,
    ]);
  }

  /** Active members by a part of their name, whatever they chose for boards: who hides must not be found missing. */
  async byName(
    sql: Sql,
    words: string,
    limit: number,
  ): Promise<Pick<MemberCard, 'id' | 'name' | 'departmentId'>[]> {
    return sql.query(
      `SELECT id, first_name || ' ' || last_name AS name, department_id AS "departmentId" FROM member
       WHERE deactivated_at IS NULL AND strpos(lower(first_name || ' ' || last_name), lower($1)) > 0
       ORDER BY last_name, first_name, id LIMIT $2`,
      [words, limit],
    );
  }

  /** On which day each member joined. */
  async joinedOn(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql.query<{ id: string; day: string }>(
      `SELECT id, to_char(joined_on, 'YYYY-MM-DD') AS day FROM member WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  }

  /** The zone of each member's clock. */
  async timeZones(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql.query<{ id: string; timeZone: string }>(
      `SELECT id, time_zone AS "timeZone" FROM member WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.timeZone]));
  }

  /**
   * Where each member belonged at the instant, before the first membership the first, and the zone of their clock. In the
   * order of the questions.
   */
  placesAt(
    sql: Sql,
    questions: readonly { readonly memberId: string; readonly atMs: number }[],
  ): Promise<Place[]> {
    return this.memberships.at(sql, questions);
  }

  /** By name. */
  async departments(sql: Sql): Promise<DepartmentNode[]> {
    return sql.query<DepartmentNode>(
      `SELECT id, name, parent_id AS "parentId" FROM department ORDER BY name_key`,
    );
  }

  async departmentName(sql: Sql, departmentId: string | null): Promise<string> {
    const [row] = await sql.query<{ name: string }>(`SELECT name FROM department WHERE id = $1`, [
      departmentId,
    ]);
    return row?.name ?? '';
  }

  /** Active members of a role. */
  async withRole(sql: Sql, role: Role): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT id FROM member WHERE role = $1 AND deactivated_at IS NULL ORDER BY id`,
      [role],
    );
    return rows.map((row) => row.id);
  }

  /** Active members who belonged to the organisation at some time of the window, by the days on which they joined. */
  async thereWithin(sql: Sql, from: Date, until: Date): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT m.id FROM member m WHERE m.deactivated_at IS NULL AND EXISTS (
         SELECT FROM membership s WHERE s.member_id = m.id AND coalesce(s.until_at > $1, true)
           AND least(s.from_at, CASE WHEN NOT EXISTS (SELECT FROM membership p WHERE p.member_id = m.id AND (p.from_at, p.id) < (s.from_at, s.id))
             THEN m.joined_on::timestamp AT TIME ZONE (SELECT time_zone FROM installation) END) < $2)
       ORDER BY m.id`,
      [from, until],
    );
    return rows.map((row) => row.id);
  }

  async eligibleMembers(sql: Sql): Promise<EligibleCount[]> {
    return sql.query<EligibleCount>(
      `SELECT department_id AS "departmentId", count(*)::int AS active,
         (count(*) FILTER (WHERE board_visibility = 'hidden'))::int AS hidden
       FROM member WHERE deactivated_at IS NULL GROUP BY department_id`,
    );
  }

  /** Departments that the member leads, and everything below them. */
  async leadsOf(sql: Sql, memberId: string): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `WITH RECURSIVE led (id) AS (
         SELECT department_id FROM leadership WHERE member_id = $1
         UNION SELECT d.id FROM department d JOIN led ON d.parent_id = led.id)
       SELECT id FROM led ORDER BY id`,
      [memberId],
    );
    return rows.map((row) => row.id);
  }

  /** Active leaders of the departments, and of those above them. */
  async leadersOf(sql: Sql, departmentIds: readonly string[]): Promise<string[]> {
    if (departmentIds.length === 0) return [];
    const rows = await sql.query<{ id: string }>(
      `WITH RECURSIVE above (id, parent_id) AS (
         SELECT id, parent_id FROM department WHERE id = ANY($1::uuid[])
         UNION SELECT d.id, d.parent_id FROM department d JOIN above ON d.id = above.parent_id)
       SELECT DISTINCT m.id FROM above JOIN leadership l ON l.department_id = above.id JOIN member m ON m.id = l.member_id
       WHERE m.role = 'leader' AND m.deactivated_at IS NULL ORDER BY m.id`,
      [departmentIds],
    );
    return rows.map((row) => row.id);
  }

  /** The organisation's name, zone and language. */
  organisation(sql: Sql): Promise<Organisation> {
    return this.organisationStore.read(sql);
  }

  /** What decides days, periods and working time. May be a few seconds old. */
  async calendar(sql: Sql): Promise<OrganisationCalendar> {
    const nowMs = this.clock.nowMs();
    if (this.calendarCache !== null && nowMs < this.calendarCache.untilMs) return this.calendarCache.calendar;
    const [row] = await sql.query<OrganisationCalendar>(
      `SELECT time_zone AS "timeZone", working_days AS "workingDays", work_from_minute AS "workFromMinute",
         work_until_minute AS "workUntilMinute" FROM installation`,
    );
    const calendar = row ?? standardCalendar;
    // before the founding every look is fresh: the zone of the first fact must be the founder's
    if (row !== undefined) this.calendarCache = { calendar, untilMs: nowMs + calendarKeptMs };
    return calendar;
  }
}
