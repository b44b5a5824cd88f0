/**
 * Turns rows into one array literal of PostgreSQL for each named column: the parameters of `unnest($1::uuid[], $2::text[], …)`.
 * Written here and not by the driver, which puts a hot batch together character by character.
 */
export function columns<Row extends object>(
  rows: readonly Row[],
  ...names: readonly (keyof Row)[]
): string[] {
  return names.map((name) => column(rows, (row) => row[name]));
}

/** One such column, of values that are worked out. */
export function column<Row>(rows: readonly Row[], value: (row: Row) => unknown): string {
  return `{${rows.map((row) => element(value(row))).join(',')}}`;
}

/** Letters, digits and signs that need no quotes; `NULL` alone would mean no value. */
const plain = /^(?!null$)[\w.:+@/-]+$/i;

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  switch (typeof value) {
    case 'string':
      return plain.test(value) ? value : quoted(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
  }
  if (value instanceof Date) return quoted(value.toISOString());
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return quoted(JSON.stringify(value));
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
