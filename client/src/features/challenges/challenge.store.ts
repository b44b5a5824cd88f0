import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import {
  announceChallenge,
  answerChallenge,
  joinChallenge,
  readChallenge,
  removeChallenge,
  scheduleChallenge,
  type ChallengeProgress,
} from '@vigil/shared/challenges';
import { call } from '../../lib/api';
import type { Freshness } from '../../lib/freshness';
import { useHeartbeat } from '../../lib/heartbeat';
import { isAbout } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** One challenge on screen: fetched once, then every later version replaces what the sides show. */
export const useChallenge = defineStore('challenge', () => {
  const connection = useConnection();
  const heartbeat = useHeartbeat();
  const id = ref('');
  const params = () => ({ params: { challengeId: id.value } });
  const one = useLoaded((signal) => call(readChallenge, params(), { signal }));
  const challenge = computed(() => (one.value.value?.card.id === id.value ? one.value.value : null));
  let stops: (() => void)[] = [];

  function onProgress(progress: ChallengeProgress): void {
    const shown = challenge.value;
    if (shown?.card.id !== progress.challengeId) return;
    heartbeat.beat();
    if (progress.version <= shown.progress.version) return;
    one.set({ ...shown, progress, card: { ...shown.card, sides: progress.sides } });
    // what begins or ends changes more than its windows
    if (progress.state !== shown.card.state) void one.load();
  }
  async function follow(): Promise<void> {
    if (connection.state.value !== 'live') return;
    const version = await connection.watchChallenge(id.value);
    if (version === null) return;
    heartbeat.beat();
    if (version !== challenge.value?.progress.version) void one.load();
  }
  /** Begins to follow a challenge; `disconnect` ends it. */
  function connect(wanted: string): void {
    disconnect();
    id.value = wanted;
    heartbeat.start();
    stops = [
      connection.on('challenge:progress', onProgress),
      connection.on('challenge:version', ({ challengeId, version }) => {
        if (challengeId !== id.value) return;
        heartbeat.beat();
        if (version > (challenge.value?.progress.version ?? 0)) void one.load();
      }),
      connection.on('me:changed', ({ what }) => {
        if (isAbout(what, 'points', 'challenge')) void one.load();
      }),
      watch(connection.state, (state) => state === 'live' && void follow(), { flush: 'sync' }),
    ];
    void one.load().then(follow);
  }
  function disconnect(): void {
    for (const stop of stops) stop();
    stops = [];
    heartbeat.stop();
    one.cancel();
    if (id.value !== '') connection.unwatchChallenge(id.value);
    id.value = '';
  }
  const freshness = computed<Freshness>(() => {
    if (connection.state.value === 'offline') return 'offline';
    if (connection.state.value !== 'live') return 'reconnecting';
    return heartbeat.silent.value || one.problem.value ? 'stale' : 'live';
  });

  return {
    ...{ challenge, problem: one.problem, busy: one.busy, freshness, load: one.load, connect, disconnect },
    schedule: async () => one.set(await call(scheduleChallenge, params())),
    remove: () => call(removeChallenge, params()),
    join: async () => one.set(await call(joinChallenge, params())),
    answer: async (departmentId: string, agreed: boolean) =>
      one.set(await call(answerChallenge, { ...params(), body: { departmentId, agreed } })),
    announce: async (thanks: string) =>
      one.set(await call(announceChallenge, { ...params(), body: { thanks } })),
  };
});
