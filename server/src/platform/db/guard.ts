import type { Sql } from './database.js';
import { migrations } from '../../migrations/index.js';

/** The database is not fit for the server; the message is one line that names the fix. */
export class DatabaseRefused extends Error {}

/** Refuses to run with rights that would let the server rewrite its own ledger, or on another schema. @throws DatabaseRefused */
export async function checkDatabase(sql: Sql): Promise<void> {
  const [role] = await sql.query<{ superuser: boolean; name: string }>(
    `SELECT current_user AS name, rolsuper OR rolbypassrls AS superuser FROM pg_roles WHERE rolname = current_user`,
  );
  if (role?.superuser !== false) {
    throw new DatabaseRefused(
      `DATABASE_URL signs in as ${role?.name ?? 'nobody'}, a superuser: use the role vigil_app.`,
    );
  }
  const applied = await appliedMigrations(sql);
  const pending = migrations.map((m) => m.name).filter((name) => !applied.has(name));
  if (pending.length > 0) {
    throw new DatabaseRefused(
      `The database lacks ${pending.length} migration(s), first ${String(pending[0])}: run  npm run migrate  with MIGRATION_DATABASE_URL.`,
    );
  }
  const known = new Set(migrations.map((m) => m.name));
  const later = [...applied].filter((name) => !known.has(name));
  if (later.length > 0) {
    throw new DatabaseRefused(
      `The database is of a later release (it has seen ${String(later[0])}): start that one, or restore a backup into this one.`,
    );
  }
  const [ledger] = await sql.query<{ owned: boolean; writable: boolean }>(`
    SELECT pg_has_role(current_user, relowner, 'MEMBER') AS owned,
           has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE') OR has_table_privilege(oid, 'TRUNCATE') AS writable
    FROM pg_class WHERE oid = 'points_entry'::regclass`);
  if (ledger?.owned !== false || ledger.writable) {
    throw new DatabaseRefused(
      'DATABASE_URL signs in as a role that may change the ledger: use vigil_app, and vigil_owner only for migrations.',
    );
  }
}

async function appliedMigrations(sql: Sql): Promise<Set<string>> {
  const [table] = await sql.query<{ readable: boolean | null }>(
    `SELECT has_table_privilege(to_regclass('migrations')::oid, 'SELECT') AS readable`,
  );
  if (table?.readable !== true) return new Set();
  return new Set((await sql.query<{ name: string }>(`SELECT name FROM migrations`)).map((m) => m.name));
}
