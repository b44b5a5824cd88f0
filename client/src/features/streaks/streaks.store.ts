import { defineStore } from 'pinia';
import { readMyStreaks } from '@vigil/shared/streaks';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** My streaks. They follow what I earn, and what I say about my time. */
export const useMyStreaks = defineStore('my-streaks', () => {
  const connection = useConnection();
  const streaks = useLoaded((signal) => call(readMyStreaks, {}, { signal }));
  let users = 0;
  let stop: () => void = () => undefined;

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    void streaks.load();
    if (++users === 1) stop = onMyChanges(connection, ['points'], streaks.load);
  }
  function disconnect(): void {
    if (--users > 0) return;
    stop();
    streaks.cancel();
  }
  return { streaks: streaks.value, problem: streaks.problem, load: streaks.load, connect, disconnect };
});
