import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { answerDispute, listDisputes, readDispute, type OpenedDispute } from '@vigil/shared/corrections';
import type { RouteCall } from '@vigil/shared/contract';
import { usePages } from '../../../lib/admin/use-pages';
import { call } from '../../../lib/api';
import { onMyChanges } from '../../../lib/my-changes';
import { useConnection } from '../../../lib/socket';
import { useLoaded } from '../../../lib/use-loaded';

const pageSize = 50;
export type DisputeView = 'open' | 'answered';

/** Questions that wait for the security team, those that were answered, and the one that is open. */
export const useDisputes = defineStore('disputes', () => {
  const connection = useConnection();
  const view = ref<DisputeView>('open');
  const pages = usePages((cursor, signal) =>
    call(listDisputes, { query: { state: view.value, cursor, limit: pageSize } }, { signal }),
  );
  const disputeId = ref<string | null>(null);
  const one = useLoaded((signal) =>
    call(readDispute, { params: { disputeId: disputeId.value ?? '' } }, { signal }),
  );
  const shown = shallowRef<OpenedDispute | null>(null);
  let stop: () => void = () => undefined;

  async function show(next: DisputeView): Promise<void> {
    const afresh = next !== view.value;
    view.value = next;
    await pages.first({ afresh });
  }
  /** To open a question is to see its person: they read that somebody did. */
  async function open(id: string | null): Promise<void> {
    disputeId.value = id;
    if (shown.value?.id !== id) shown.value = null;
    if (id === null) return;
    await one.load();
    if (one.value.value?.id === disputeId.value) shown.value = one.value.value;
  }
  async function answer(body: RouteCall<typeof answerDispute>['body']): Promise<void> {
    if (disputeId.value === null) return;
    shown.value = await call(answerDispute, { params: { disputeId: disputeId.value }, body });
    await pages.first();
  }
  function connect(): void {
    stop = onMyChanges(connection, ['dispute-asked'], pages.refresh);
  }
  function disconnect(): void {
    stop();
    pages.cancel();
    one.cancel();
  }
  return {
    disputes: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    shown,
    shownProblem: one.problem,
    again: pages.first,
    more: pages.more,
    show,
    open,
    answer,
    connect,
    disconnect,
  };
});
