import type { Sql } from '../platform/db/database.js';

/** A law that must hold on a running installation, named as in SECURITY.md. */
export interface Check {
  readonly name: string;
  readonly law: string;
  /** @returns what breaks the law, a line each, by numbers and ids only; empty when it holds */
  run(sql: Sql): Promise<string[]>;
}

/** A check that one query decides: every row it returns is a violation. */
export function noRows(
  name: string,
  law: string,
  query: string,
  tell: (row: Record<string, unknown>) => string,
): Check {
  return { name, law, run: async (sql) => (await sql.query(`${query} LIMIT 20`)).map(tell) };
}
