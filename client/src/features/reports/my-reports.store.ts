import { defineStore } from 'pinia';
import { computed } from 'vue';
import { listMyReports, markAnswersSeen, type MyReport } from '@vigil/shared/reports';
import { call } from '../../lib/api';
import { useConnection } from '../../lib/socket';
import { usePages } from '../../lib/admin/use-pages';

/** My reports, newest first, and the answers that I have not seen. */
export const useMyReports = defineStore('my-reports', () => {
  const connection = useConnection();
  const pages = usePages<MyReport>((cursor, signal) =>
    call(listMyReports, { query: { cursor, limit: 50 } }, { signal }),
  );
  let users = 0;
  let stop: () => void = () => undefined;

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    void pages.first();
    if (++users === 1)
      stop = connection.on('me:changed', ({ what }) => what === 'report' && void pages.first());
  }
  function disconnect(): void {
    if (--users > 0) return;
    stop();
    pages.cancel();
  }
  const unseen = computed(() => (pages.items.value ?? []).filter((r) => r.answeredAt && !r.seenAt));
  async function markSeen(): Promise<void> {
    const seenAt = new Date().toISOString();
    pages.change((items) => items.map((r) => (r.answeredAt && !r.seenAt ? { ...r, seenAt } : r)));
    await call(markAnswersSeen, {});
  }
  return {
    reports: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    unseen,
    again: pages.first,
    more: pages.more,
    connect,
    disconnect,
    markSeen,
  };
});
