import { behaviourInput } from '@vigil/shared/behaviours';
import { createHash } from 'node:crypto';
import { type CsvShape, type LineFault, mostFaults, readCsv } from '../../platform/csv/read-csv.js';
import { isInRange, type StatedFact, statedFact } from './stated-fact.js';

/** A fact of a file and the line on which it stands. */
export interface CsvFact {
  readonly line: number;
  readonly fact: StatedFact;
}

const shape: CsvShape = {
  required: ['email', 'kind', 'occurred_at'],
  optional: ['object', 'about', 'natural_key'],
  mostLines: 50_000,
  words: true,
};
const columnOf: Readonly<Record<string, string>> = {
  naturalKey: 'natural_key',
  member: 'email',
  occurredAt: 'occurred_at',
};

/**
 * Reads `email,kind,occurred_at,object,about[,natural_key]`. A fact without a key of its own is known by all that it
 * says, so that the same file twice brings nothing twice.
 */
export function readBehavioursCsv(
  csv: string,
  allowed: { readonly kinds: ReadonlySet<string>; readonly nowMs: number },
): { facts: CsvFact[]; errors: LineFault[] } {
  const { lines, faults: errors } = readCsv(csv, shape);
  const facts: CsvFact[] = [];
  const seen = new Map<string, StatedFact>();
  for (const { line, cells } of lines) {
    const read = readLine(cells, allowed);
    const earlier = 'fact' in read ? seen.get(read.fact.naturalKey) : undefined;
    if ('errors' in read) errors.push(...read.errors.map((e) => ({ line, ...e })));
    else if (earlier && !earlier.bodyHash.equals(read.fact.bodyHash))
      errors.push({ line, column: 'natural_key', message: 'stands in the file before, for something else' });
    else if (!earlier) {
      seen.set(read.fact.naturalKey, read.fact);
      facts.push({ line, fact: read.fact });
    } else facts.push({ line, fact: earlier });
    if (errors.length >= mostFaults) break;
  }
  return { facts, errors };
}

type Fault = { readonly column: string | null; readonly message: string };

function readLine(
  cells: Readonly<Record<string, string>>,
  { kinds, nowMs }: { readonly kinds: ReadonlySet<string>; readonly nowMs: number },
): { fact: StatedFact } | { errors: Fault[] } {
  const given = (name: string): string | undefined => cells[name]?.trim() || undefined;
  const parsed = behaviourInput.safeParse({
    naturalKey: given('natural_key') ?? 'none',
    member: { email: given('email') ?? '' },
    kind: given('kind') ?? '',
    occurredAt: given('occurred_at') ?? '',
    object: given('object'),
    about: given('about'),
  });
  if (!parsed.success) return { errors: parsed.error.issues.slice(0, 5).map((i) => faultOf(i)) };
  if (!kinds.has(parsed.data.kind))
    return { errors: [{ column: 'kind', message: 'is no kind that can be imported' }] };
  const stated = statedFact(parsed.data);
  if (!isInRange(stated.occurredAtMs, nowMs))
    return { errors: [{ column: 'occurred_at', message: 'lies in the future, or too far back' }] };
  const key = given('natural_key');
  return { fact: { ...stated, naturalKey: key === undefined ? `csv:${hashOf(stated)}` : `csv-key:${key}` } };
}

function faultOf(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): Fault {
  const name = String(issue.path[0] ?? '');
  const column = columnOf[name] ?? name;
  return { column, message: name === 'member' ? 'is not an address' : issue.message };
}

const hashOf = (fact: StatedFact): string => createHash('sha256').update(fact.bodyHash).digest('hex');
