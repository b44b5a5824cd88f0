import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import {
  approveRescore,
  declineRescore,
  listRescores,
  previewRescore,
  proposeRescore,
  type Rescore,
  type RulesReplay,
} from '@vigil/shared/rules';
import type { RouteCall } from '@vigil/shared/contract';
import { call } from '../../../lib/api';
import { usePages } from '../../../lib/admin/use-pages';

const pageSize = 30;
const previewPatienceMs = 120_000;

/** Proposals to count past weeks again. */
export const useRescores = defineStore('rescores', () => {
  const pages = usePages((cursor, signal) =>
    call(listRescores, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const preview = shallowRef<RulesReplay | null>(null);

  const put = (next: Rescore) =>
    pages.change((items) => items.map((one) => (one.id === next.id ? next : one)));
  async function propose(body: RouteCall<typeof proposeRescore>['body']): Promise<void> {
    await call(proposeRescore, { body });
    await pages.first();
  }
  async function look(body: RouteCall<typeof previewRescore>['body']): Promise<void> {
    preview.value = null;
    preview.value = await call(previewRescore, { body }, { patienceMs: previewPatienceMs });
  }
  async function approve(rescoreId: string): Promise<void> {
    put(await call(approveRescore, { params: { rescoreId } }));
  }
  async function decline(rescoreId: string, why: string): Promise<void> {
    put(await call(declineRescore, { params: { rescoreId }, body: { why } }));
  }
  return {
    rescores: pages.items,
    preview,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    load: pages.first,
    more: pages.more,
    refresh: pages.refresh,
    disconnect: pages.cancel,
    propose,
    look,
    approve,
    decline,
  };
});
