import { defineStore } from 'pinia';
import { computed } from 'vue';
import {
  closesAfterMs,
  listChallenges,
  type ChallengeCard,
  type ChallengeState,
} from '@vigil/shared/challenges';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
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
  const connection = useConnection();
  const list = useLoaded((signal) => call(listChallenges, {}, { signal }));
  let users = 0;
  let stop: () => void = () => undefined;

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    void list.load();
    if (++users === 1) stop = onMyChanges(connection, ['challenge'], list.load);
  }
  function disconnect(): void {
    if (--users > 0) return;
    stop();
    list.cancel();
  }
  /** Whether one should have begun, or closed, by now: not everybody is told of it. */
  const isOverdue = (nowMs: number): boolean =>
    (list.value.value?.items ?? []).some(
      ({ state, startsAt, endsAt }) =>
        (state === 'scheduled' && Date.parse(startsAt) <= nowMs) ||
        (state === 'live' && Date.parse(endsAt) + closesAfterMs <= nowMs),
    );
  const grouped = computed(() =>
    groups
      .map(({ name, states }) => ({
        name,
        items: (list.value.value?.items ?? []).filter((one: ChallengeCard) => states.includes(one.state)),
      }))
      .filter(({ items }) => items.length > 0),
  );
  const mayHost = computed(() => list.value.value?.mayHost ?? false);
  return {
    ...{ list: list.value, problem: list.problem, busy: list.busy, load: list.load },
    ...{ grouped, mayHost, isOverdue, connect, disconnect },
  };
});
