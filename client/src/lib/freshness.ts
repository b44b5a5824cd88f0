import { computed, onScopeDispose, shallowReactive, type ComputedRef } from 'vue';
import type { ConnectionState } from './socket';

/** How present something on screen is, from best to worst. */
const order = ['live', 'stale', 'reconnecting', 'offline'] as const;
export type Freshness = (typeof order)[number];

/** How present a page is that was fetched and hears of changes; one that waits for room comes back too. */
export function freshnessOf(state: ConnectionState): Freshness {
  if (state === 'connecting') return 'live';
  return state === 'crowded' ? 'reconnecting' : state;
}

const sources = shallowReactive(new Set<() => Freshness>());

/** Says how present the live parts of a page are, for as long as the page stands. */
export function reportFreshness(source: () => Freshness): void {
  sources.add(source);
  onScopeDispose(() => sources.delete(source));
}

/** The least present of what is shown now; null when nothing live is on screen. */
export function useShownFreshness(): ComputedRef<Freshness | null> {
  return computed(() => {
    const shown = [...sources].map((source) => order.indexOf(source()));
    return shown.length === 0 ? null : (order[Math.max(...shown)] ?? null);
  });
}
