import { defineStore } from 'pinia';
import { listLeaders, listPeopleToThank } from '@vigil/shared/leaders';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** Those who go first, and whom I could thank as one of them. */
export const useLeaders = defineStore('leaders', () => {
  const cards = useLoaded(async (signal) => (await call(listLeaders, {}, { signal })).items);
  const toThank = useLoaded(async (signal) => (await call(listPeopleToThank, {}, { signal })).items);
  return { cards, toThank };
});
