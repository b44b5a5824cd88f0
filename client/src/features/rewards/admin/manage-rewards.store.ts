import { defineStore } from 'pinia';
import { ref } from 'vue';
import {
  addReward,
  changeReward,
  decideRewardRequest,
  listManagedRewards,
  listRewardRequests,
  type ManagedReward,
  type requestViews,
  type RewardDraft,
  type RewardRequest,
} from '@vigil/shared/rewards';
import type { RouteCall } from '@vigil/shared/contract';
import { usePages } from '../../../lib/admin/use-pages';
import { call } from '../../../lib/api';
import { onMyChanges } from '../../../lib/my-changes';
import { useConnection } from '../../../lib/socket';
import { useLoaded } from '../../../lib/use-loaded';

const pageSize = 50;
export type RequestView = (typeof requestViews)[number];

/** The catalogue and the requests, for those who look after them. */
export const useManageRewards = defineStore('manage-rewards', () => {
  const connection = useConnection();
  const view = ref<RequestView>('open');
  const catalogue = useLoaded(async (signal) => (await call(listManagedRewards, {}, { signal })).items);
  const requests = usePages<RewardRequest>((cursor, signal) =>
    call(listRewardRequests, { query: { view: view.value, cursor, limit: pageSize } }, { signal }),
  );
  let stop: () => void = () => undefined;

  function connect(): void {
    stop = onMyChanges(connection, ['reward-asked'], () =>
      Promise.all([requests.refresh(), catalogue.load()]),
    );
    void catalogue.load();
  }
  function disconnect(): void {
    stop();
    catalogue.cancel();
    requests.cancel();
  }
  async function show(next: RequestView): Promise<void> {
    const afresh = next !== view.value;
    view.value = next;
    await requests.first({ afresh });
  }
  /** @param revision of the reward that is changed; none adds a new one */
  async function save(draft: RewardDraft, changed?: Pick<ManagedReward, 'id' | 'revision'>): Promise<void> {
    if (changed === undefined) await call(addReward, { body: draft });
    else
      await call(changeReward, {
        params: { rewardId: changed.id },
        body: { ...draft, revision: changed.revision },
      });
    await catalogue.load();
  }
  async function decide(
    requestId: string,
    body: RouteCall<typeof decideRewardRequest>['body'],
  ): Promise<void> {
    try {
      await call(decideRewardRequest, { params: { requestId }, body });
    } finally {
      // also after a refusal: somebody else may have answered
      await requests.first();
    }
  }
  return { catalogue, requests, connect, disconnect, show, save, decide };
});
