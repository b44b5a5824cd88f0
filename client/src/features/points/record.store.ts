import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { listMyEntries, readMyEntry, type PointsEntry } from '@vigil/shared/points';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { asProblem, type ProblemError } from '../../lib/problem';
import { useConnection } from '../../lib/socket';

const pageSize = 30;

/** My record, newest first, a page at a time. New entries come in at the top; what was loaded stays. */
export const useRecord = defineStore('record', () => {
  const connection = useConnection();
  const entries = shallowRef<readonly PointsEntry[] | null>(null);
  const cursor = ref<string | null>(null);
  const busy = ref(false);
  const problem = shallowRef<ProblemError | null>(null);
  const refresh = afterQuiet(loadFirst, 200, 1_000);
  let first: Promise<void> = Promise.resolve();
  let stop: () => void = () => undefined;

  async function page(after: string | null): Promise<void> {
    busy.value = true;
    try {
      const query = { limit: pageSize, ...(after === null ? {} : { cursor: after }) };
      const next = await call(listMyEntries, { query });
      const shown = entries.value;
      entries.value = after === null ? merge(next.items, shown ?? []) : merge(shown ?? [], next.items);
      // The first page says where the list goes on only while nothing further down is shown.
      if (after !== null || shown === null || shown.length <= pageSize) cursor.value = next.nextCursor;
      problem.value = null;
    } catch (thrown) {
      problem.value = asProblem(thrown);
    } finally {
      busy.value = false;
    }
  }
  function loadFirst(): Promise<void> {
    return page(null);
  }
  async function loadMore(): Promise<void> {
    if (cursor.value !== null && !busy.value) await page(cursor.value);
  }
  function connect(): void {
    stop = connection.on('me:changed', ({ what }) => what === 'points' && refresh.ask());
    first = loadFirst();
  }
  function disconnect(): void {
    stop();
    refresh.stop();
  }
  /** One entry, also when it is not on a loaded page (a link to a reason). */
  async function find(entryId: string): Promise<PointsEntry> {
    // Its sisters make the sum whole: wait for the page they most likely stand on.
    await first;
    const shown = entries.value?.find((entry) => entry.id === entryId);
    return shown ?? (await call(readMyEntry, { params: { entryId } }));
  }

  return { entries, cursor, busy, problem, loadFirst, loadMore, find, connect, disconnect };
});

/** Both lists in their order, each entry once; the fresher copy comes first in `a`. */
function merge(a: readonly PointsEntry[], b: readonly PointsEntry[]): PointsEntry[] {
  const seen = new Set(a.map((entry) => entry.id));
  return [...a, ...b.filter((entry) => !seen.has(entry.id))];
}
