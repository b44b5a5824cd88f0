/** Turns rows into one array for each named column: the parameters of `unnest($1::uuid[], $2::text[], …)`. */
export function columns<Row extends object>(
  rows: readonly Row[],
  ...names: readonly (keyof Row)[]
): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
