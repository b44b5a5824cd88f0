import { defineStore } from 'pinia';
import { listCampaigns } from '@vigil/shared/simulations';
import { call } from '../../../lib/api';
import { usePages } from '../../../lib/admin/use-pages';

const pageSize = 50;

/** Campaigns by figures that name nobody, newest first. */
export const useCampaigns = defineStore('campaigns', () => {
  const pages = usePages((cursor, signal) =>
    call(listCampaigns, { query: { cursor, limit: pageSize } }, { signal }),
  );
  return {
    campaigns: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    refresh: pages.poll,
    connect: () => void pages.first(),
    disconnect: pages.cancel,
  };
});
