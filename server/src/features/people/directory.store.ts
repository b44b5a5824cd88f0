import { Injectable } from '@nestjs/common';
import type { Locale, Role } from '@vigil/shared/contract';
import { emailKey } from '@vigil/shared/people';
import { column, columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What can be written of a member. */
export interface MemberDraft {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: string | null;
  readonly role: Role;
  readonly timeZone: string;
  readonly locale: Locale;
  /** `2026-11-23` */
  readonly joinedOn: string;
}
/** A member as the directory's screens and rules see them. */
export interface DirectoryMember extends MemberDraft {
  readonly id: string;
  readonly departmentName: string | null;
  /** Departments named directly, without those below. */
  readonly leads: readonly string[];
  readonly deactivatedAt: Date | null;
  readonly hasPassword: boolean;
  readonly resetRequestedAt: Date | null;
}
export interface DirectoryFilter {
  readonly search?: string;
  readonly departmentId?: string;
  readonly state: 'active' | 'deactivated' | 'all';
  /** Id of the last member already seen. */
  readonly afterId: string | null;
  readonly limit: number;
}

const select = `SELECT m.id, m.email, m.first_name AS "firstName", m.last_name AS "lastName", m.department_id AS "departmentId",
  d.name AS "departmentName", m.role, m.time_zone AS "timeZone", m.locale, to_char(m.joined_on, 'YYYY-MM-DD') AS "joinedOn",
  ARRAY(SELECT l.department_id FROM leadership l WHERE l.member_id = m.id ORDER BY l.department_id) AS leads,
  m.deactivated_at AS "deactivatedAt", EXISTS (SELECT 1 FROM credential c WHERE c.member_id = m.id) AS "hasPassword",
  m.reset_requested_at AS "resetRequestedAt"
  FROM member m LEFT JOIN department d ON d.id = m.department_id`;

/** Rows of `member` and `leadership`. */
@Injectable()
export class DirectoryStore {
  async find(sql: Sql, memberId: string): Promise<DirectoryMember | null> {
    const [found] = await sql.query<DirectoryMember>(`${select} WHERE m.id = $1`, [memberId]);
    return found ?? null;
  }

  /** Members by the keys of their own addresses. */
  async byEmailKeys(sql: Sql, keys: readonly string[]): Promise<Map<string, DirectoryMember>> {
    const found = await sql.query<DirectoryMember>(`${select} WHERE m.email_key = ANY($1::text[])`, [keys]);
    return new Map(found.map((member) => [emailKey(member.email), member]));
  }

  /** By last name, first name, id. */
  async list(sql: Sql, filter: DirectoryFilter): Promise<DirectoryMember[]> {
    const needle = (filter.search ?? '').normalize('NFC').trim().toLowerCase();
    return sql.query<DirectoryMember>(
      `${select}
       WHERE ($1 = 'all' OR (m.deactivated_at IS NULL) = ($1 = 'active'))
         AND ($2::uuid IS NULL OR m.department_id = $2)
         AND ($3 = '' OR strpos(lower(m.first_name || ' ' || m.last_name || ' ' || m.email), $3) > 0)
         AND ($4::uuid IS NULL OR (m.last_name, m.first_name, m.id) > (SELECT a.last_name, a.first_name, a.id FROM member a WHERE a.id = $4))
       ORDER BY m.last_name, m.first_name, m.id LIMIT $5`,
      [filter.state, filter.departmentId ?? null, needle, filter.afterId, filter.limit],
    );
  }

  async withoutPassword(
    sql: Sql,
  ): Promise<{ id: string; email: string; firstName: string; lastName: string; department: string }[]> {
    return sql.query(
      `SELECT m.id, m.email, m.first_name AS "firstName", m.last_name AS "lastName", coalesce(d.name, '') AS department
       FROM member m LEFT JOIN department d ON d.id = m.department_id
       WHERE m.deactivated_at IS NULL AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.member_id = m.id)
       ORDER BY m.last_name, m.first_name, m.id`,
    );
  }

  /** @returns the new ids, in the order of the drafts */
  async insert(tx: Tx, drafts: readonly MemberDraft[]): Promise<string[]> {
    const rows = await tx.query<{ id: string; key: string }>(
      `INSERT INTO member (email, email_key, first_name, last_name, department_id, role, time_zone, locale, joined_on)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::date[])
       RETURNING id, email_key AS key`,
      written(drafts),
    );
    const ids = new Map(rows.map((row) => [row.key, row.id]));
    return drafts.map((draft) => ids.get(emailKey(draft.email)) ?? '');
  }

  async update(
    tx: Tx,
    members: readonly (MemberDraft & { id: string; deactivatedAt: Date | null })[],
  ): Promise<void> {
    await tx.query(
      `UPDATE member m SET email = v.email, email_key = v.email_key, first_name = v.first_name, last_name = v.last_name,
         department_id = v.department_id, role = v.role, time_zone = v.time_zone, locale = v.locale, joined_on = v.joined_on,
         deactivated_at = v.deactivated_at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::date[],
         $10::uuid[], $11::timestamptz[])
         v (email, email_key, first_name, last_name, department_id, role, time_zone, locale, joined_on, id, deactivated_at)
       WHERE m.id = v.id`,
      [...written(members), ...columns(members, 'id', 'deactivatedAt')],
    );
  }

  async setLeads(tx: Tx, memberId: string, departmentIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM leadership WHERE member_id = $1 AND department_id <> ALL($2::uuid[])`, [
      memberId,
      departmentIds,
    ]);
    await tx.query(
      `INSERT INTO leadership (member_id, department_id) SELECT $1, d FROM unnest($2::uuid[]) d ON CONFLICT DO NOTHING`,
      [memberId, departmentIds],
    );
  }

  /** Who only works here leads nothing. */
  async dropLeadsOfEmployees(tx: Tx, memberIds: readonly string[]): Promise<void> {
    await tx.query(
      `DELETE FROM leadership l USING member m WHERE m.id = l.member_id AND m.role = 'employee' AND m.id = ANY($1::uuid[])`,
      [memberIds],
    );
  }
}

function written(drafts: readonly MemberDraft[]): string[] {
  return [
    ...columns(drafts, 'email'),
    column(drafts, ({ email }) => emailKey(email)),
    ...columns(drafts, 'firstName', 'lastName', 'departmentId', 'role', 'timeZone', 'locale', 'joinedOn'),
  ];
}
