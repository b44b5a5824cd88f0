import { replay, type Ruleset, type ScorableBehaviour } from '@vigil/shared/points';
import type { SeenOnBoards } from '../people/faces.read-model.js';
import type { MemberCard } from '../people/people.read-model.js';
import type { RecordedFact } from './recorded-facts.store.js';

/** The rules as they were and the draft, and what is kept of judging by both. */
export interface Sides {
  readonly before: (fact: ScorableBehaviour) => Ruleset;
  readonly after: (fact: ScorableBehaviour) => Ruleset;
  /** Kinds whose points are for the person alone: who has none of them must not show. */
  readonly leftOut: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly unknown: Set<string>;
}

/** What a replay found for one active member: of whoever boards show by name, what was earned by name. */
export interface ReplayedMember {
  readonly id: string;
  /** Empty for whoever boards do not show by name. */
  readonly name: string;
  readonly departmentId: string | null;
  /** Boards show no name: they hide, have a pseudonym, or the one has not given way to the other yet. */
  readonly hidden: boolean;
  readonly before: number;
  readonly after: number;
}

/** One member under both sides, as boards would show them. */
export function replayed(
  { id, departmentId }: MemberCard,
  facts: readonly RecordedFact[],
  seen: SeenOnBoards | undefined,
  sides: Sides,
): ReplayedMember {
  const named = seen?.face?.pseudonym === false ? seen.face.name : null;
  const shown = named === null ? facts : facts.filter(({ scorable }) => seen?.shows(scorable.week));
  const points = pointsOf(facts, new Set(shown.map((fact) => fact.id)), sides);
  return { id, name: named ?? '', hidden: named === null, departmentId, ...points };
}

/** All facts are judged, because one decides about another; those that are shown are summed up. */
function pointsOf(
  facts: readonly RecordedFact[],
  shown: ReadonlySet<string>,
  sides: Sides,
): { before: number; after: number } {
  const counted = facts.filter(({ scorable }) => !sides.leftOut.has(scorable.kind));
  for (const { scorable } of counted) if (!sides.known.has(scorable.kind)) sides.unknown.add(scorable.kind);
  const sum = (side: 'before' | 'after') =>
    replay(counted, sides[side])
      .filter(({ factId }) => shown.has(factId))
      .reduce((all, { draft }) => all + draft.points, 0);
  return { before: sum('before'), after: sum('after') };
}
