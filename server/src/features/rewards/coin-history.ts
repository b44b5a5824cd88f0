import type { CoinMovement } from '@vigil/shared/rewards';

/** The last rows already seen, of points and of coins spent; null where none was. */
export interface CoinCursor {
  readonly entry: string | null;
  readonly coin: string | null;
}
/** A movement with the ledger that it comes from, and its number there. */
export interface Numbered {
  readonly ledger: keyof CoinCursor;
  readonly number: string;
  readonly movement: CoinMovement;
}

/**
 * One page out of two ledgers, newest first. Each keeps the order of its own numbers, so that what was seen is known by
 * one number a ledger.
 *
 * @param lists the next rows of each ledger, at least one more than fits wherever there is one
 */
export function mergedPage(
  lists: readonly [readonly Numbered[], readonly Numbered[]],
  seen: CoinCursor,
  limit: number,
): { items: CoinMovement[]; next: CoinCursor | null } {
  const rest = lists.map((list) => [...list]);
  const taken: Numbered[] = [];
  while (taken.length < limit) {
    const newest = rest
      .filter((list) => list.length > 0)
      .sort(([a], [b]) => (b?.movement.at ?? '').localeCompare(a?.movement.at ?? ''))[0]
      ?.shift();
    if (newest === undefined) break;
    taken.push(newest);
  }
  const next = taken.reduce((cursor, { ledger, number }) => ({ ...cursor, [ledger]: number }), seen);
  return {
    items: taken.map((one) => one.movement),
    next: rest.some((list) => list.length > 0) ? next : null,
  };
}

/** As it travels: `e12c7`, with nothing where nothing was seen. */
export const cursorText = ({ entry, coin }: CoinCursor): string => `e${entry ?? ''}c${coin ?? ''}`;

/** @returns null for a text that is no cursor */
export function cursorOf(text: string): CoinCursor | null {
  const match = /^e(\d{0,18})c(\d{0,18})$/.exec(text);
  return match === null ? null : { entry: match[1] || null, coin: match[2] || null };
}
