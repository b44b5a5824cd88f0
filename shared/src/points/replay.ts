import { advance, emptyBook, type ScoringBook, stateFor } from './book.js';
import { decide } from './decide.js';
import type { DraftEntry, ScorableBehaviour } from './decide.types.js';
import type { Ruleset } from './ruleset.js';
import { ruleOf } from './target.js';

/** One fact of a member as it was recorded, placed in the organisation's calendar. */
export interface ReplayedFact {
  readonly id: string;
  readonly scorable: ScorableBehaviour;
}

/** An award that stands at the end of a replay, and the fact that brought it. */
export interface ReplayedEntry {
  readonly factId: string;
  readonly draft: DraftEntry;
}

/**
 * What one member would have, had their facts been judged by the rules that `rulesetFor` names: the same decision, fact
 * after fact in the order of recording. What was taken back on the way (an award that moved) is not in the answer.
 *
 * @param book what the member has from outside these facts
 */
export function replay(
  facts: readonly ReplayedFact[],
  rulesetFor: (fact: ScorableBehaviour) => Ruleset,
  book: ScoringBook = emptyBook,
): readonly ReplayedEntry[] {
  const standing = new Map<string, ReplayedEntry>();
  let present = book;
  for (const { id, scorable } of facts) {
    const ruleset = rulesetFor(scorable);
    const rule = ruleOf(ruleset, scorable.kind);
    if (rule === null) continue;
    const effect = decide(ruleset, stateFor(present, rule, scorable), scorable);
    const entryIds = effect.entries.map((_, i) => `${id}/${i}`);
    present = advance(present, rule, scorable, effect, entryIds);
    effect.entries.forEach((draft, i) => {
      if (draft.reverses === null) standing.set(`${id}/${i}`, { factId: id, draft });
      else standing.delete(draft.reverses);
    });
  }
  return [...standing.values()];
}
