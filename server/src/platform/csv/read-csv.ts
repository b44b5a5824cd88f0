import { CsvError, parse } from 'csv-parse/sync';

/** What is wrong with a file, and where: line 1 is the header. */
export interface LineFault {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}
/** One record by the names of its columns, with the line on which it begins, as editors count them. */
export interface CsvLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}
/** What a file has to look like. */
export interface CsvShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly mostLines: number;
  /** People read its cells: one that lost characters on the way is not taken. */
  readonly words?: boolean;
}
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How many faults of one file are named. */
export const mostFaults = 200;
/** Far beyond every file that is meant; the header is compared with itself. */
const mostColumns = 100;
const mostCharactersInLine = 200_000;

/** Reads CSV with a header line; cells are text, whatever they look like. Faults come back with their line numbers. */
export function readCsv(text: string, shape: CsvShape): { lines: CsvLine[]; faults: LineFault[] } {
  const rows = undecoded(text, shape) ?? split(text.replace(/^\ufeff/, ''), shape.mostLines);
  if (!Array.isArray(rows)) return { lines: [], faults: [rows] };
  const [header, ...rest] = rows;
  if (header === undefined) return { lines: [], faults: [fault(1, null, 'The file is empty.')] };
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const faults = headerFaults(header, names, shape);
  if (faults.length > 0) return { lines: [], faults };
  if (rest.length > shape.mostLines)
    return { lines: [], faults: [fault(1, null, `The file has more than ${shape.mostLines} lines.`)] };
  const lines: CsvLine[] = [];
  for (const { line, cells } of rest)
    if (cells.length === names.length)
      lines.push({ line, cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) });
    else if (faults.length < mostFaults)
      faults.push(fault(line, null, `has ${cells.length} of ${names.length} cells`));
  return { lines, faults };
}

/** A fault as a problem's text names it. */
export function faultInWords({ line, column, message }: LineFault): string {
  return `Line ${line}${column === null ? '' : `, ${column}`}: ${message}`;
}

function undecoded(text: string, { words = false }: CsvShape): LineFault | null {
  if (text.includes('\0'))
    return fault(1, null, 'The file is not UTF-8 text (it looks like UTF-16). Save it as "CSV UTF-8".');
  const garbled = words ? text.indexOf('\ufffd') : -1;
  if (garbled < 0) return null;
  const line = text.slice(0, garbled).split(/\r\n|\n|\r/).length;
  return fault(line, null, 'Some characters could not be read. Save the file as "CSV UTF-8".');
}

/** Ends the reading of a file that is refused anyway. */
class Enough extends Error {}

function split(text: string, mostLines: number): Row[] | LineFault {
  const rows: Row[] = [];
  let next = 1;
  let odd = 0;
  const keep = (cells: string[], { lines: end }: { lines: number }) => {
    if (cells.length > 1 || cells[0] !== '') {
      rows.push({ line: next, cells });
      if (cells.length !== rows[0]?.cells.length) odd++;
    }
    next = end + 1;
    // reading on would only find more of the same
    if (odd > mostFaults || rows.length > mostLines + 1) throw new Enough();
    return null;
  };
  try {
    const options = { relax_column_count: true, max_record_size: mostCharactersInLine };
    parse(text, { ...options, delimiter: delimiterOf(text), on_record: keep });
  } catch (error) {
    if (error instanceof CsvError) return broken(error, next);
    if (!(error instanceof Enough)) throw error;
  }
  return rows;
}

/** Spreadsheets of some countries write semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
}

function broken(error: CsvError, begun: number): LineFault {
  const line: unknown = error['lines'];
  const message =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'is too long for a line; perhaps a quotation mark is missing'
      : 'A quotation mark is missing or stands where none may be.';
  return fault(typeof line === 'number' ? line : begun, null, message);
}

function headerFaults({ line, cells }: Row, names: readonly string[], shape: CsvShape): LineFault[] {
  const known = [...shape.required, ...shape.optional];
  if (names.length > mostColumns)
    return [fault(line, null, `has ${names.length} columns; known are ${known.join(', ')}`)];
  const faults: LineFault[] = [];
  names.forEach((name, i) => {
    if (!known.includes(name))
      faults.push(
        fault(line, (cells[i] ?? '').slice(0, 60), `is not a known column; known are ${known.join(', ')}`),
      );
    else if (names.indexOf(name) !== i) faults.push(fault(line, name, 'is there twice'));
  });
  for (const name of shape.required) if (!names.includes(name)) faults.push(fault(line, name, 'is missing'));
  return faults;
}

function fault(line: number, column: string | null, message: string): LineFault {
  return { line, column, message };
}
