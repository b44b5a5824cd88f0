import { defineStore } from 'pinia';
import {
  askForReward,
  type CoinMovement,
  listMyCoins,
  listMyRewardRequests,
  listRewards,
  type MyRewardRequest,
  readMyPurse,
  withdrawRewardRequest,
} from '@vigil/shared/rewards';
import { usePages } from '../../lib/admin/use-pages';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

const quietMs = 150;
const longestMs = 800;
const pageSize = 50;

/** What coins buy, my requests, and my coins: fetched again whenever the server says that mine changed. */
export const useRewards = defineStore('rewards', () => {
  const connection = useConnection();
  const catalogue = useLoaded(async (signal) => (await call(listRewards, {}, { signal })).items);
  const purse = useLoaded((signal) => call(readMyPurse, {}, { signal }));
  const requests = usePages<MyRewardRequest>((cursor, signal) =>
    call(listMyRewardRequests, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const coins = usePages<CoinMovement>((cursor, signal) =>
    call(listMyCoins, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const load = () => Promise.all([catalogue.load(), purse.load(), requests.refresh(), coins.refresh()]);
  const refresh = afterQuiet(load, quietMs, longestMs);
  let users = 0;
  let stop: () => void = () => undefined;

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    if (++users > 1) return;
    stop = onMyChanges(connection, ['reward', 'points'], refresh.ask);
    void Promise.all([catalogue.load(), purse.load(), requests.first(), coins.first()]);
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    stop();
    refresh.stop();
    for (const one of [catalogue, purse, requests, coins]) one.cancel();
  }

  /** @param id made once for a wish: pressed again, it is the same one */
  async function ask(id: string, reward: { id: string; price: number }): Promise<void> {
    try {
      await call(askForReward, { body: { id, rewardId: reward.id, price: reward.price } });
    } finally {
      // also after a refusal: what is shown was not the present
      await load();
    }
  }
  async function withdraw(requestId: string): Promise<void> {
    try {
      await call(withdrawRewardRequest, { params: { requestId } });
    } finally {
      await load();
    }
  }

  return { catalogue, purse, requests, coins, reload: load, connect, disconnect, ask, withdraw };
});
