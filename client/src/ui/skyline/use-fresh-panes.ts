import { useTimeoutFn } from '@vueuse/core';
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { Building } from './types';

/** Keys `building/pane` of the windows that lit just now, and the turn in which each flickers on. */
export type FreshPanes = ReadonlyMap<string, number>;

/** At most this many windows of one tick light one after the other; the rest lights with the last. */
const mostStaggered = 12;
/** The flicker (700 ms) after the longest wait (11 × 40 ms). */
const lastsMs = 700 + (mostStaggered - 1) * 40;
const none: FreshPanes = new Map();

const litKeys = (buildings: readonly Building[]) =>
  buildings.flatMap((b) => b.panes.filter((p) => p.lit).map((p) => `${b.id}/${p.key}`));

/** Watches a drawing for windows that come on. The first drawing and windows of new buildings light nothing up. */
export function useFreshPanes(buildings: () => readonly Building[]): Readonly<ShallowRef<FreshPanes>> {
  const fresh = shallowRef<FreshPanes>(none);
  const { start } = useTimeoutFn(() => (fresh.value = none), lastsMs, { immediate: false });

  watch(buildings, (now, before) => {
    const sameStreet =
      now.length === before.length && now.every((b, i) => b.panes.length === before[i]?.panes.length);
    if (!sameStreet) return;
    const known = new Set(litKeys(before));
    const lit = litKeys(now).filter((key) => !known.has(key));
    if (lit.length === 0) return;
    fresh.value = new Map(lit.map((key, i) => [key, Math.min(i, mostStaggered - 1)]));
    start();
  });
  return fresh;
}
