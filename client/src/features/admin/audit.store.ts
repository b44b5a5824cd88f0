import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { listAudit, type AuditFilter } from '@vigil/shared/audit';
import { usePages } from '../../lib/admin/use-pages';
import { call } from '../../lib/api';

const pageSize = 50;

/** What privileged people did, newest first. */
export const useAudit = defineStore('audit', () => {
  const filter = shallowRef<AuditFilter>({});
  const pages = usePages((cursor, signal) =>
    call(listAudit, { query: { ...filter.value, cursor, limit: pageSize } }, { signal }),
  );
  async function ask(next: AuditFilter): Promise<void> {
    filter.value = next;
    await pages.first({ afresh: true });
  }
  return {
    entries: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    ask,
    again: pages.first,
    more: pages.more,
    refresh: pages.poll,
    disconnect: pages.cancel,
  };
});
