import { defineStore } from 'pinia';
import { ref } from 'vue';
import { delivery, listDeliveries } from '@vigil/shared/ingestion';
import type { z } from 'zod';
import { call } from '../../lib/api';
import { usePages } from '../../lib/admin/use-pages';

export type Delivery = z.infer<typeof delivery>;
export type DeliveryState = Delivery['state'];
export const deliveryStates = delivery.shape.state.options;
const pageSize = 50;

/** What came from one source lately, newest first; never a person, never a kind. */
export const useDeliveries = defineStore('deliveries', () => {
  const sourceId = ref('');
  const state = ref<DeliveryState | undefined>();
  const pages = usePages((cursor, signal) =>
    call(
      listDeliveries,
      { params: { sourceId: sourceId.value }, query: { state: state.value, cursor, limit: pageSize } },
      { signal },
    ),
  );
  async function ask(ofSource: string, inState: DeliveryState | undefined): Promise<void> {
    const afresh = ofSource !== sourceId.value;
    sourceId.value = ofSource;
    state.value = inState;
    await pages.first({ afresh });
  }
  return {
    deliveries: pages.items,
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
