import type { ReportKind, Verdict } from './kinds.js';

/** A behaviour that an answered report brings about. */
export interface ReportBehaviour {
  readonly kind: 'threat.reported' | 'threat.confirmed' | 'suggestion.adopted';
  /** Names the fact within the group and the member: the same one is recorded once. */
  readonly key: string;
  /** One award for each object. */
  readonly object: string;
}

/**
 * What one member's reports about one thing bring, by the verdict: the thank-you that every honest report gets, however
 * it ends, and what a true one gets on top. What somebody did wrong themselves brings exactly what any other report
 * brings, so that no sum tells one from the other. An idea brings something when it is taken up.
 *
 * A verdict that is given again after it was changed is another fact: what was taken back is not brought anew by the
 * old one.
 *
 * @param no number of the verdict within the group, from 1
 */
export function behavioursOf(
  kind: ReportKind,
  groupId: string,
  verdict: Verdict,
  no: number,
): readonly ReportBehaviour[] {
  const thing = `report/${groupId}`;
  const isIdea = kind === 'idea';
  const thanks = { kind: 'threat.reported', key: 'thanks', object: thing } as const;
  const proved = {
    kind: isIdea ? 'suggestion.adopted' : 'threat.confirmed',
    key: `confirmed:${no}`,
    object: `${thing}/${no}`,
  } as const;
  return [...(isIdea ? [] : [thanks]), ...(verdict === 'confirmed' ? [proved] : [])];
}

/** Answers below this number show no median: one slow day would look like a habit. */
export const fewestAnswers = 5;

/** The middle of the numbers, the mean of the two middle ones where their count is even; null without any. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
