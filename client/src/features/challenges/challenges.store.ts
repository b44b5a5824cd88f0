import { defineStore } from 'pinia';
import { computed } from 'vue';
import { listChallenges, type ChallengeCard, type ChallengeState } from '@vigil/shared/challenges';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** In the order of a list: what runs, what comes, what is being set up, what is over. */
const groups: readonly { name: 'live' | 'coming' | 'drafts' | 'past'; states: readonly ChallengeState[] }[] =
  [
    { name: 'live', states: ['live'] },
    { name: 'coming', states: ['scheduled'] },
    { name: 'drafts', states: ['draft'] },
    { name: 'past', states: ['closed', 'announced'] },
  ];

/** All challenges that I may see. */
export const useChallenges = defineStore('challenges', () => {
  const list = useLoaded((signal) => call(listChallenges, {}, { signal }));
  const grouped = computed(() =>
    groups
      .map(({ name, states }) => ({
        name,
        items: (list.value.value?.items ?? []).filter((one: ChallengeCard) => states.includes(one.state)),
      }))
      .filter(({ items }) => items.length > 0),
  );
  const mayHost = computed(() => list.value.value?.mayHost ?? false);
  return { list: list.value, grouped, mayHost, problem: list.problem, busy: list.busy, load: list.load };
});
