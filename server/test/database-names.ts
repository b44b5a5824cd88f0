/** The migrated database that every test database is a clone of. */
export const templateDatabase = 'vigil_template';

/** The same server's address for another role and database. */
export function inDatabase(url: string, role: string, database: string): string {
  const address = new URL(url);
  address.username = role;
  address.pathname = `/${database}`;
  return address.href;
}
