import type { ClientBase } from 'pg';

/** A table as a backup sees it: columns that PostgreSQL computes are left out. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** TypeORM keeps its own account of the schema; the manifest says the same. */
const ofTheSchema = 'migrations';

/** All tables of the installation, those that others refer to first. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const tables = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> $1 GROUP BY c.relname ORDER BY c.relname`,
    [ofTheSchema],
  );
  const references = await client.query<{ from: string; to: string }>(
    `SELECT f.relname AS from, t.relname AS to FROM pg_constraint k
     JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND f.relnamespace = 'public'::regnamespace AND f.oid <> t.oid`,
  );
  return inOrder(tables.rows, references.rows);
}

/** @throws when tables refer to each other in a circle: such rows could not be put back one table after the other */
export function inOrder(
  tables: readonly Table[],
  references: readonly { readonly from: string; readonly to: string }[],
): Table[] {
  const ordered: Table[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => table.name));
    const free = waiting.filter(({ name }) => !references.some((r) => r.from === name && names.has(r.to)));
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...names].join(', ')}`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

/** The last number that each sequence has given out. Outside transactions: a look at one is a lock on it to the end. */
export async function sequencesOf(client: ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> '${ofTheSchema}_id_seq' ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Names the migrations that the schema has seen, in their order; none where there is no schema of ours. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('public.${ofTheSchema}') IS NOT NULL AS exists`,
  );
  if (rows[0]?.exists !== true) return [];
  const applied = await client.query<{ name: string }>(
    `SELECT name FROM ${ofTheSchema} ORDER BY timestamp, id`,
  );
  return applied.rows.map(({ name }) => name);
}
