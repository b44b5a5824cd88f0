import type { Role } from '@vigil/shared/contract';
import { type BoardVisibility, departmentKey, emailKey } from '@vigil/shared/people';
import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { DataSource } from 'typeorm';
import { appDataSourceOptions } from '../src/platform/db/data-source.js';
import { Database, type Sql } from '../src/platform/db/database.js';

/** A department as tests name it. */
export interface MadeDepartment {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}
/** A member as tests name them. `cookie` of a session comes from `aSession`. */
export interface MadeMember {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: string | null;
  readonly role: Role;
}
export interface MemberWish {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly department?: { readonly id: string } | null;
  readonly role?: Role;
  /** Departments this member leads. */
  readonly leads?: readonly { readonly id: string }[];
  readonly timeZone?: string;
  readonly locale?: 'en' | 'de';
  readonly visibility?: Exclude<BoardVisibility, 'pseudonym'>;
  /** Since when they belong to the department; now unless told. */
  readonly since?: Date;
  readonly deactivatedAt?: Date;
  /** Sets a password (hashed cheaply). */
  readonly password?: string;
}

/** Opens the application's door to a test database. Close it before the database is dropped. */
export async function openDatabase(
  appUrl: string,
): Promise<{ database: Database; close: () => Promise<void> }> {
  const source = new DataSource(appDataSourceOptions(appUrl, 8));
  await source.initialize();
  return { database: new Database(source), close: () => source.destroy() };
}

let made = 0;

/** Sentences that put people into a database: `await aMember({ department: await aDepartment('Finance') })`. */
export function factoriesOn(sql: Sql) {
  /** The installation itself; the first thing to make where zones or periods matter. */
  async function anOrganisation(
    wish: { name?: string; timeZone?: string; locale?: 'en' | 'de' } = {},
  ): Promise<void> {
    await sql.query(
      `INSERT INTO installation (name, time_zone, locale) VALUES ($1, $2, $3)
       ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, locale = excluded.locale`,
      [wish.name ?? 'Northwind', wish.timeZone ?? 'Europe/Berlin', wish.locale ?? 'en'],
    );
  }

  async function aDepartment(
    name = `Department ${++made}`,
    parent: { readonly id: string } | null = null,
  ): Promise<MadeDepartment> {
    const [row] = await sql.query<{ id: string }>(
      `INSERT INTO department (name, name_key, parent_id) VALUES ($1, $2, $3) RETURNING id`,
      [name, departmentKey(name), parent?.id ?? null],
    );
    return { id: row?.id ?? '', name, parentId: parent?.id ?? null };
  }

  async function aMember(wish: MemberWish = {}): Promise<MadeMember> {
    const n = ++made;
    const email = wish.email ?? `member${n}@northwind.example`;
    const member = {
      email,
      firstName: wish.firstName ?? 'Member',
      lastName: wish.lastName ?? `Number ${n}`,
      departmentId: wish.department?.id ?? null,
      role: wish.role ?? 'employee',
    } as const;
    const since = wish.since ?? wish.deactivatedAt ?? new Date();
    const [row] = await sql.query<{ id: string }>(
      `INSERT INTO member (email, email_key, first_name, last_name, department_id, role, time_zone, locale, board_visibility,
         joined_on, deactivated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz::date, $11) RETURNING id`,
      [
        email,
        emailKey(email),
        member.firstName,
        member.lastName,
        member.departmentId,
        member.role,
        wish.timeZone ?? 'Europe/Berlin',
        wish.locale ?? 'en',
        wish.visibility ?? 'named',
        since,
        wish.deactivatedAt ?? null,
      ],
    );
    const id = row?.id ?? '';
    await sql.query(
      `INSERT INTO membership (member_id, department_id, from_at, until_at) VALUES ($1, $2, $3, $4)`,
      [id, member.departmentId, since, wish.deactivatedAt ?? null],
    );
    // hidden since always; a pseudonym is chosen, it is not given
    if (wish.visibility === 'hidden')
      await sql.query(`INSERT INTO board_veil (member_id, from_at) VALUES ($1, $2)`, [id, since]);
    for (const led of wish.leads ?? [])
      await sql.query(`INSERT INTO leadership (member_id, department_id) VALUES ($1, $2)`, [id, led.id]);
    if (wish.password !== undefined) await aPassword({ id }, wish.password);
    return { id, ...member };
  }

  async function aPassword(member: { readonly id: string }, password: string): Promise<void> {
    await sql.query(
      `INSERT INTO credential (member_id, password_hash) VALUES ($1, $2)
       ON CONFLICT (member_id) DO UPDATE SET password_hash = excluded.password_hash`,
      [member.id, await hash(password.normalize('NFKC'), { memoryCost: 64, timeCost: 1, parallelism: 1 })],
    );
  }

  /** Signs a member in without the work of a password. `cookie` is the request header's whole value (over http). */
  async function aSession(
    member: { readonly id: string },
    at = new Date(),
  ): Promise<{ id: string; token: string; cookie: string }> {
    const token = randomBytes(32).toString('base64url');
    const [row] = await sql.query<{ id: string }>(
      `INSERT INTO session (token_hash, member_id, device, started_at, last_seen_at, expires_at)
       VALUES ($1, $2, 'Test', $3, $3, $3::timestamptz + interval '30 days') RETURNING id`,
      [createHash('sha256').update(token).digest(), member.id, at],
    );
    return { id: row?.id ?? '', token, cookie: `vigil=${token}` };
  }

  return { anOrganisation, aDepartment, aMember, aPassword, aSession };
}
