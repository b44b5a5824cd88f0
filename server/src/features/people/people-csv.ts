import { locale, plainText, type Locale, type Role, timeZone } from '@vigil/shared/contract';
import { email, emailKey, joinedOn, role } from '@vigil/shared/people';
import type { z } from 'zod';
import {
  type CsvLine,
  type CsvShape,
  type LineFault,
  mostFaults,
  readCsv,
} from '../../platform/csv/read-csv.js';

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
export interface PeopleFile {
  readonly people: readonly PersonLine[];
  readonly faults: readonly LineFault[];
}
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
const shape: CsvShape = {
  required: columnNames.filter((name) => columns[name].required),
  optional: columnNames.filter((name) => !columns[name].required),
  mostLines: 100_000,
  words: true,
};
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
  const { lines, faults } = readCsv(text, shape);
  const people: PersonLine[] = [];
  const lineOf = new Map<string, number>();
  for (const row of lines) {
    if (faults.length >= mostFaults) break;
    const read = readRow(row);
    faults.push(...read.faults);
    if (read.faults.length > 0) continue;
    const key = emailKey(read.person.email);
    const earlier = lineOf.get(key);
    if (earlier === undefined) lineOf.set(key, row.line);
    else
      faults.push({
        line: row.line,
        column: 'email',
        message: `is the same address as in line ${earlier}`,
      });
    people.push(read.person);
  }
  return { people, faults: faults.sort((a, b) => a.line - b.line) };
}

function readRow({ line, cells }: CsvLine): { person: PersonLine; faults: LineFault[] } {
  const faults: LineFault[] = [];
  const values = { line, ...emptyPerson } as PersonLine & Record<string, unknown>;
  // the header was found to name nothing else
  for (const [name, text] of Object.entries(cells) as [Column, string][]) {
    const cell = text.trim();
    if (cell === '' && optionalCells.has(name)) continue;
    const parsed = columns[name].schema.safeParse(cell);
    if (parsed.success) Object.assign(values, { [columns[name].field]: parsed.data });
    else
      faults.push({
        line,
        column: name,
        message: cell === '' ? 'is empty' : (parsed.error.issues[0]?.message ?? 'is not right'),
      });
  }
  return { person: values, faults };
}
