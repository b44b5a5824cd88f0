import { defineStore } from 'pinia';
import { computed } from 'vue';
import { listSeasons, readMySeason, readSeason } from '@vigil/shared/seasons';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** All seasons, newest first. */
export const useSeasons = defineStore('seasons', () => {
  const list = useLoaded(async (signal) => (await call(listSeasons, {}, { signal })).items);
  /** The last one that has ended, whether it is counted to the end or not. */
  const last = computed(() => list.value.value?.find(({ state }) => state !== 'running') ?? null);
  const present = computed(() => list.value.value?.find(({ state }) => state === 'running') ?? null);
  return { list: list.value, last, present, problem: list.problem, busy: list.busy, load: list.load };
});

/** One season, and what is left of its challenges. */
export function useSeason(key: () => string) {
  return useLoaded((signal) => call(readSeason, { params: { seasonKey: key() } }, { signal }));
}

/** My own season; nobody else can ask for it. */
export function useMySeason(key: () => string) {
  return useLoaded((signal) => call(readMySeason, { params: { seasonKey: key() } }, { signal }));
}
