import type { ReportKind } from './kinds.js';

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
 * @param provedNo number of the verdict by which the group is confirmed; null where it is harmless
 */
export function behavioursOf(
  kind: ReportKind,
  groupId: string,
  provedNo: number | null,
): readonly ReportBehaviour[] {
  const isIdea = kind === 'idea';
  const thanks = { kind: 'threat.reported', key: 'thanks', object: `report/${groupId}` } as const;
  const proved = {
    kind: isIdea ? 'suggestion.adopted' : 'threat.confirmed',
    key: `confirmed:${provedNo}`,
    object: provedObject(groupId, provedNo ?? 0),
  } as const;
  return [...(isIdea ? [] : [thanks]), ...(provedNo === null ? [] : [proved])];
}

/** The object of what a confirmed report brings on top. */
export function provedObject(groupId: string, provedNo: number): string {
  return `report/${groupId}/${provedNo}`;
}

/** Answers below this number show no median: one slow day would look like a habit. */
export const fewestAnswers = 5;
