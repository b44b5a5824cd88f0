import { defineStore } from 'pinia';
import { listMyReports, type MyReport } from '@vigil/shared/reports';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { usePages } from '../../lib/admin/use-pages';

/** My reports, newest first. */
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
    if (++users === 1) stop = onMyChanges(connection, ['report'], pages.refresh);
  }
  function disconnect(): void {
    if (--users > 0) return;
    stop();
    pages.cancel();
  }
  return {
    reports: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    connect,
    disconnect,
  };
});
