import type { ClientBase } from 'pg';

/** The database of the product, and its two roles: one owns and migrates, the other runs the product. */
export const vigilDatabase = { name: 'vigil', owner: 'vigil_owner', app: 'vigil_app' } as const;

/**
 * Creates both roles and the database where they are missing. Neither role is a superuser or may create roles or
 * databases; the app role owns nothing, what it may do is granted by the migrations.
 */
export async function ensureRolesAndDatabase(superuser: ClientBase): Promise<void> {
  const { name, owner, app } = vigilDatabase;
  const roles = await superuser.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
  for (const role of [owner, app]) {
    if (roles.rows.some(({ rolname }) => rolname === role)) continue;
    await superuser.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION`);
  }
  const databases = await superuser.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (databases.rowCount === 0) await superuser.query(`CREATE DATABASE ${name} OWNER ${owner}`);
}
