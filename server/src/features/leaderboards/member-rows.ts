import { Turns } from '../../platform/turns/turns.js';
import { belongsTo, type Choice, faceOn, presentFace } from '../people/faces.js';
import type { Border } from '../people/period-borders.js';
import type { AttributedPoints, MemberFacts } from './member-facts.js';

/** Sums of entries, in each period: `p` for the points that boards count, `r` for when they were reached. */
export type Sums = Readonly<Record<`p${number}` | `r${number}`, number | null>>;

/** A member as boards see them. */
export type BoardMember = Choice &
  Pick<MemberFacts, 'id' | 'departmentId' | 'eligible'> & { readonly formerDepartments: string[] | null };

/** Entries of one member, summed up by department, face and, where somebody was veiled, week: one row for each. */
export interface MemberRow {
  readonly of: BoardMember;
  readonly sums: Sums;
  /** Department of the entries. */
  readonly entriesOf: string | null;
  /** The pseudonym under which they were earned. */
  readonly earnedAs: string | null;
  /** The week in which they count, where the member was hidden or had a pseudonym when it began. */
  readonly veiledWeek: string | null;
}

/**
 * One member from each group of rows. Equal department ids become one string: there are few, and many who hold them.
 * @param borders one for each period
 * @param weeks of every week that a row names
 */
export async function fold(
  rows: readonly MemberRow[],
  borders: readonly Border[],
  weeks: ReadonlyMap<string, Border>,
): Promise<MemberFacts[]> {
  const columns = borders.map((_, i) => ({ p: `p${i}`, r: `r${i}` }) as const);
  const shared = new Map<string, string>();
  const share = (id: string | null): string | null => {
    if (id === null) return null;
    const known = shared.get(id);
    if (known === undefined) shared.set(id, id);
    return known ?? id;
  };
  const members = new Map<string, MemberFacts>();
  const turns = new Turns();
  for (const row of rows) {
    if (turns.isOver()) await turns.next();
    const { of, sums } = row;
    const { id, eligible } = of;
    const departmentId = share(of.departmentId);
    const before = members.get(id);
    const present = presentFace(of);
    const faces = before?.faces ?? borders.map(({ startMs }) => faceOn(of, startMs, present));
    const border = row.veiledWeek === null ? undefined : weeks.get(row.veiledWeek);
    const together = row.entriesOf !== null && border?.together.get(id) === row.entriesOf;
    const counts = belongsTo(present, { as: row.earnedAs, together });
    members.set(id, {
      id,
      departmentId,
      eligible,
      faces,
      formerDepartments: (of.formerDepartments ?? []).filter((former) => former !== departmentId),
      points: columns.map(({ p }, i) => (before?.points[i] ?? 0) + (counts ? (sums[p] ?? 0) : 0)),
      reachedAtMs: columns.map(({ r }, i) =>
        Math.max(before?.reachedAtMs[i] ?? 0, counts ? (sums[r] ?? 0) : 0),
      ),
      attributed: [
        ...(before?.attributed ?? []),
        {
          departmentId: share(row.entriesOf),
          points: columns.map(({ p }) => sums[p] ?? 0),
          told: together ? 'together' : howTold(row, present?.pseudonym === false, border),
        },
      ],
    });
  }
  return [...members.values()];
}

/** Points under a pseudonym are told only among those of others; points under a name only while the name is shown. */
function howTold(
  { earnedAs, entriesOf }: MemberRow,
  nameIsShown: boolean,
  border: Border | undefined,
): AttributedPoints['told'] {
  if (earnedAs === null) return nameIsShown ? 'alone' : 'veiled';
  return entriesOf !== null && border?.manyPseudonyms.has(entriesOf) === true ? 'together' : 'veiled';
}
