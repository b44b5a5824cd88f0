import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { listRules, restoreRules, withdrawRules, type RulesRevision } from '@vigil/shared/rules';
import { call } from '../../../lib/api';
import { usePages } from '../../../lib/admin/use-pages';

const pageSize = 30;

/** All revisions of the rules, newest first, and what may be done with them. */
export const useRevisions = defineStore('revisions', () => {
  const newestNumber = ref(0);
  const pages = usePages(async (cursor, signal) => {
    const page = await call(listRules, { query: { cursor, limit: pageSize } }, { signal });
    newestNumber.value = page.newest;
    return page;
  });
  /** The newest that stands, scheduled ones among them: what a draft is based on. */
  const newest = computed(
    () => pages.items.value?.find((one) => one.revision === newestNumber.value) ?? null,
  );

  async function withdraw(revision: RulesRevision, why: string): Promise<void> {
    await call(withdrawRules, { params: { revision: revision.revision }, body: { why } });
    await pages.first();
  }
  async function restore(revision: RulesRevision, note: string): Promise<void> {
    const body = { baseRevision: newestNumber.value, from: null, note };
    await call(restoreRules, { params: { revision: revision.revision }, body });
    await pages.first();
  }
  return {
    revisions: pages.items,
    newest,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    load: pages.first,
    more: pages.more,
    refresh: pages.refresh,
    disconnect: pages.cancel,
    withdraw,
    restore,
  };
});
