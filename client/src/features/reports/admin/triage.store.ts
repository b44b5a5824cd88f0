import { defineStore } from 'pinia';
import { ref } from 'vue';
import { listTriage, type ReportKind, type TriageView } from '@vigil/shared/reports';
import { usePages } from '../../../lib/admin/use-pages';
import { call } from '../../../lib/api';
import { onMyChanges } from '../../../lib/my-changes';
import { useConnection } from '../../../lib/socket';

/** The queue: what was reported, as the page asks for it. */
export const useTriage = defineStore('triage', () => {
  const connection = useConnection();
  const view = ref<TriageView>('open');
  const kind = ref<ReportKind | undefined>();
  const pages = usePages((cursor, signal) =>
    call(listTriage, { query: { view: view.value, kind: kind.value, cursor, limit: 50 } }, { signal }),
  );
  let stop: () => void = () => undefined;

  function show(next: TriageView, of: ReportKind | undefined): void {
    const afresh = next !== view.value || of !== kind.value;
    view.value = next;
    kind.value = of;
    void pages.first({ afresh });
  }
  function connect(): void {
    stop = onMyChanges(connection, ['report-arrived'], pages.poll);
  }
  function disconnect(): void {
    stop();
    pages.cancel();
  }
  return {
    groups: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    refresh: pages.poll,
    show,
    connect,
    disconnect,
  };
});
