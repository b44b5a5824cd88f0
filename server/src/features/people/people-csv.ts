import { locale, plainText, type Locale, type Role, timeZone } from '@vigil/shared/contract';
import { email, emailKey, joinedOn, role } from '@vigil/shared/people';
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';

/** One person of a file. What the file has no column for, or leaves empty, is null: it stays as it is. */
export interface PersonLine {
  /** Where the line begins in the file, 1 for the header. */
  readonly line: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty: no department. */
  readonly department: string;
  readonly role: Role | null;
  readonly timeZone: string | null;
  readonly locale: Locale | null;
  readonly joinedOn: string | null;
}
/** What is wrong, and where. */
export interface LineFault {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}
export interface PeopleFile {
  readonly people: readonly PersonLine[];
  readonly faults: readonly LineFault[];
}
interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const mostPeople = 100_000;
const mostFaults = 200;
const columns = {
  email: { field: 'email', schema: email, required: true },
  first: { field: 'firstName', schema: plainText(80), required: true },
  last: { field: 'lastName', schema: plainText(80), required: true },
  department: { field: 'department', schema: plainText(120), required: true },
  role: { field: 'role', schema: role, required: false },
  time_zone: { field: 'timeZone', schema: timeZone, required: false },
  locale: { field: 'locale', schema: locale, required: false },
  joined: { field: 'joinedOn', schema: joinedOn, required: false },
} as const satisfies Record<string, { field: keyof PersonLine; schema: z.ZodType; required: boolean }>;
type Column = keyof typeof columns;
const columnNames = Object.keys(columns) as Column[];
/** Columns whose cells may be empty. */
const optionalCells: ReadonlySet<Column> = new Set(['department', 'role', 'time_zone', 'locale', 'joined']);
const emptyPerson = {
  email: '',
  firstName: '',
  lastName: '',
  department: '',
  role: null,
  timeZone: null,
  locale: null,
  joinedOn: null,
};

/** Reads a CSV of people. Cells are text, whatever they look like; every fault is named with its line. */
export function readPeopleCsv(text: string): PeopleFile {
  const split = splitLines(text);
  if (!Array.isArray(split)) return { people: [], faults: [split] };
  const [header, ...rows] = split;
  if (header === undefined) return { people: [], faults: [fault(1, null, 'The file is empty.')] };
  const found = readHeader(header);
  if (found.faults.length > 0) return { people: [], faults: found.faults };
  if (rows.length > mostPeople)
    return { people: [], faults: [fault(1, null, `The file has more than ${mostPeople} people.`)] };
  return readRows(rows, found.order);
}

function splitLines(text: string): Line[] | LineFault {
  if (text.includes('\0'))
    return fault(1, null, 'The file is not UTF-8 text (it looks like UTF-16). Save it as "CSV UTF-8".');
  const garbled = text.indexOf('\ufffd');
  if (garbled >= 0)
    return fault(
      text.slice(0, garbled).split(/\r\n|\n|\r/).length,
      null,
      'Some characters could not be read. Save the file as "CSV UTF-8".',
    );
  const start = text.replace(/^\ufeff/, '');
  const lines: Line[] = [];
  let next = 1;
  let odd = 0;
  const keep = (cells: string[], { lines: end }: { lines: number }) => {
    if (cells.length > 1 || cells[0] !== '') {
      lines.push({ line: next, cells });
      if (cells.length !== lines[0]?.cells.length) odd++;
    }
    next = end + 1;
    // reading on would only find more of the same
    if (odd > mostFaults || lines.length > mostPeople + 1) throw new Enough();
    return null;
  };
  try {
    parse(start, { relax_column_count: true, delimiter: delimiterOf(start), on_record: keep });
  } catch (error) {
    if (error instanceof CsvError)
      return fault(faultLine(error, next), null, 'A quotation mark is missing or stands where none may be.');
    if (!(error instanceof Enough)) throw error;
  }
  return lines;
}

/** Ends the reading of a file that is refused anyway. */
class Enough extends Error {}

/** Spreadsheets of some countries write semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return header.includes(',') ? ',' : header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
}

function faultLine(error: CsvError, otherwise: number): number {
  const line: unknown = error['lines'];
  return typeof line === 'number' ? line : otherwise;
}

function readHeader({ line, cells }: Line): { order: Column[]; faults: LineFault[] } {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const faults: LineFault[] = [];
  names.forEach((name, i) => {
    if (!isColumn(name))
      faults.push(
        fault(
          line,
          cells[i]?.slice(0, 60) ?? null,
          `is not a known column; known are ${columnNames.join(', ')}`,
        ),
      );
    else if (names.indexOf(name) !== i) faults.push(fault(line, name, 'is there twice'));
  });
  for (const name of columnNames)
    if (columns[name].required && !names.includes(name)) faults.push(fault(line, name, 'is missing'));
  return { order: names.filter(isColumn), faults };
}

function readRows(rows: readonly Line[], order: readonly Column[]): PeopleFile {
  const people: PersonLine[] = [];
  const faults: LineFault[] = [];
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    if (faults.length >= mostFaults) break;
    const read = readRow(row, order);
    faults.push(...read.faults);
    if (read.faults.length > 0) continue;
    const key = emailKey(read.person.email);
    const earlier = lineOf.get(key);
    if (earlier === undefined) lineOf.set(key, row.line);
    else faults.push(fault(row.line, 'email', `is the same address as in line ${earlier}`));
    people.push(read.person);
  }
  return { people, faults };
}

function readRow(
  { line, cells }: Line,
  order: readonly Column[],
): { person: PersonLine; faults: LineFault[] } {
  const nobody = { line, ...emptyPerson };
  if (cells.length !== order.length)
    return {
      person: nobody,
      faults: [fault(line, null, `has ${cells.length} of ${order.length} cells`)],
    };
  const faults: LineFault[] = [];
  const values: Record<string, unknown> = { ...nobody };
  order.forEach((name, i) => {
    const cell = (cells[i] ?? '').trim();
    if (cell === '' && optionalCells.has(name)) return;
    const parsed = columns[name].schema.safeParse(cell);
    if (parsed.success) values[columns[name].field] = parsed.data;
    else
      faults.push(
        fault(line, name, cell === '' ? 'is empty' : (parsed.error.issues[0]?.message ?? 'is not right')),
      );
  });
  return { person: values as PersonLine & typeof values, faults };
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name);
}

function fault(line: number, column: string | null, message: string): LineFault {
  return { line, column, message };
}
