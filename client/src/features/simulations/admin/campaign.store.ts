import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import {
  checkResults,
  closeCampaign,
  readCampaign,
  renameCampaign,
  type Campaign,
} from '@vigil/shared/simulations';
import type { RouteResult } from '@vigil/shared/contract';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

export type ResultsCheck = RouteResult<typeof checkResults>;

/** One campaign, and what may be done with it. */
export const useCampaign = defineStore('campaign', () => {
  const campaignId = ref('');
  const one = useLoaded((signal) =>
    call(readCampaign, { params: { campaignId: campaignId.value } }, { signal }),
  );
  const check = shallowRef<ResultsCheck | null>(null);
  const shown = shallowRef<Campaign | null>(null);

  /** Never shows the figures of another campaign while the right ones are on their way. */
  async function load(): Promise<void> {
    await one.load();
    const came = one.value.value;
    if (came?.id === campaignId.value) shown.value = came;
  }
  function connect(id: string): void {
    if (id !== campaignId.value) shown.value = null;
    campaignId.value = id;
    check.value = null;
    void load();
  }
  function set(campaign: Campaign): void {
    one.set(campaign);
    shown.value = campaign;
  }
  async function rename(name: string): Promise<void> {
    set(await call(renameCampaign, { params: { campaignId: campaignId.value }, body: { name } }));
  }
  async function close(): Promise<void> {
    set(await call(closeCampaign, { params: { campaignId: campaignId.value } }));
  }
  async function compare(csv: string): Promise<void> {
    check.value = null;
    check.value = await call(checkResults, { params: { campaignId: campaignId.value }, body: { csv } });
  }
  return {
    campaign: shown,
    problem: one.problem,
    busy: one.busy,
    check,
    connect,
    disconnect: one.cancel,
    load,
    rename,
    close,
    compare,
  };
});
