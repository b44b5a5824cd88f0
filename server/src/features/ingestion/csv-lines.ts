import { CsvError, parse } from 'csv-parse/sync';

/** One line that cannot be taken. */
export interface LineError {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}
/** One record with the line on which it ends, as editors count them. */
export interface CsvLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}
export interface CsvShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly mostLines: number;
}

const mostErrors = 100;

/** Reads CSV with a header line. Faults come back with their line numbers, all of them up to a hundred. */
export function readCsv(csv: string, shape: CsvShape): { lines: CsvLine[]; errors: LineError[] } {
  const read = records(csv, shape.mostLines);
  if ('line' in read) return { lines: [], errors: [read] };
  const [header, ...rows] = read;
  const names = (header?.record ?? []).map((name) => name.trim().toLowerCase());
  const errors = headerErrors(names, shape);
  if (errors.length > 0) return { lines: [], errors };
  if (rows.length > shape.mostLines)
    return {
      lines: [],
      errors: [{ line: 1, column: null, message: `has more than ${shape.mostLines} lines` }],
    };
  const lines: CsvLine[] = [];
  for (const { record, info } of rows) {
    if (record.length === names.length) {
      lines.push({ line: info.lines, cells: Object.fromEntries(names.map((n, i) => [n, record[i] ?? ''])) });
    } else if (errors.length < mostErrors) {
      const message = `has ${record.length} columns instead of ${names.length}`;
      errors.push({ line: info.lines, column: null, message });
    }
  }
  return { lines, errors };
}

interface RawRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function records(csv: string, mostLines: number): RawRecord[] | LineError {
  try {
    const options = { bom: true, skip_empty_lines: true, relax_column_count: true, info: true as const };
    // csv-parse has no types for `info`, which pairs each record with its place
    const parsed: unknown = parse(csv, { ...options, to: mostLines + 2, max_record_size: 200_000 });
    return parsed as RawRecord[];
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === 'number' ? error.lines : 1;
    return { line, column: null, message: 'is not CSV' };
  }
}

function headerErrors(names: readonly string[], shape: CsvShape): LineError[] {
  const known = new Set([...shape.required, ...shape.optional]);
  const missing = shape.required.filter((name) => !names.includes(name));
  const error = (column: string | null, message: string) => ({ line: 1, column, message });
  if (missing.length > 0) return missing.map((name) => error(name, 'is missing'));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (twice.length > 0) return [error(known.has(twice[0] ?? '') ? (twice[0] ?? null) : null, 'stands twice')];
  if (names.some((name) => !known.has(name)))
    return [error(null, `has columns other than ${[...known].join(', ')}`)];
  return [];
}
