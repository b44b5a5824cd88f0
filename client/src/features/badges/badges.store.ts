import { defineStore } from 'pinia';
import { listMyBadges } from '@vigil/shared/badges';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

const quietMs = 150;
const longestMs = 800;

/** My level and my badges. They follow what I earn. */
export const useMyBadges = defineStore('my-badges', () => {
  const connection = useConnection();
  const mine = useLoaded((signal) => call(listMyBadges, {}, { signal }));
  const refresh = afterQuiet(mine.load, quietMs, longestMs);
  let users = 0;
  let stop: () => void = () => undefined;

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    void mine.load();
    if (++users > 1) return;
    stop = onMyChanges(connection, ['points', 'badge'], refresh.ask);
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    stop();
    refresh.stop();
    mine.cancel();
  }
  return { mine: mine.value, problem: mine.problem, busy: mine.busy, load: mine.load, connect, disconnect };
});
