import { defineStore } from 'pinia';
import { listMyEntries, readMyEntry, type PointsEntry } from '@vigil/shared/points';
import { usePages } from '../../lib/admin/use-pages';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';

const pageSize = 30;

/** My record, newest first, a page at a time. All that is shown is renewed when something of it changed. */
export const useRecord = defineStore('record', () => {
  const connection = useConnection();
  const pages = usePages<PointsEntry>((cursor, signal) =>
    call(listMyEntries, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const refresh = afterQuiet(pages.refresh, 200, 1_000);
  let first: Promise<void> = Promise.resolve();
  let stop: () => void = () => undefined;

  function connect(): void {
    stop = onMyChanges(connection, ['points'], refresh.ask);
    first = pages.first();
  }
  function disconnect(): void {
    stop();
    refresh.stop();
    pages.cancel();
  }
  /** One entry, also when it is not on a loaded page (a link to a reason). */
  async function find(entryId: string): Promise<PointsEntry> {
    // Its sisters make the sum whole: wait for the page they most likely stand on.
    await first;
    const shown = pages.items.value?.find((entry) => entry.id === entryId);
    return shown ?? (await call(readMyEntry, { params: { entryId } }));
  }

  return {
    entries: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    reload: pages.refresh,
    loadMore: pages.more,
    ...{ find, connect, disconnect },
  };
});
