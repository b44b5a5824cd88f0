import { defineStore } from 'pinia';
import { computed } from 'vue';
import { listMyEntries, readMyPoints, type PointsEntry } from '@vigil/shared/points';
import type { RouteResult } from '@vigil/shared/contract';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

export type MySums = RouteResult<typeof readMyPoints>;

const quietMs = 150;
const longestMs = 800;
/** Enough to know what I did in the last days; a page shows the first few. */
const latestCount = 30;

/** My sums and my latest entries, fetched again whenever the server says that something of mine changed. */
export const useMyPoints = defineStore('my-points', () => {
  const connection = useConnection();
  const sums = useLoaded((signal) => call(readMyPoints, {}, { signal }));
  const latest = useLoaded<PointsEntry[]>(async (signal) => {
    const page = await call(listMyEntries, { query: { limit: latestCount } }, { signal });
    return page.items;
  });
  const load = () => Promise.all([sums.load(), latest.load()]);
  const refresh = afterQuiet(load, quietMs, longestMs);
  let users = 0;
  let stop: () => void = () => undefined;

  function connect(): void {
    if (++users > 1) return;
    stop = onMyChanges(connection, ['points', 'reward'], refresh.ask);
    void load();
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    stop();
    refresh.stop();
    sums.cancel();
    latest.cancel();
  }

  return {
    sums: sums.value,
    latest: latest.value,
    problem: sums.problem,
    latestProblem: latest.problem,
    /** Whether what is shown may be old. */
    stale: computed(() => sums.problem.value !== null || latest.problem.value !== null),
    ...{ load, connect, disconnect },
  };
});
