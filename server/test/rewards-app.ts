import {
  addReward,
  askForReward,
  changeReward,
  decideRewardRequest,
  listManagedRewards,
  listMyCoins,
  listMyRewardRequests,
  type ManagedReward,
  readMyPurse,
  type RewardDraft,
} from '@vigil/shared/rewards';
import { randomUUID } from 'node:crypto';
import { Database } from '../src/platform/db/database.js';
import { startTestApp } from './app.js';
import { type Actor, anActor } from './cast.js';
import { earned, read } from './earned.js';
import { factoriesOn } from './factories.js';

/** What a habit brings. */
export const coinsOfAHabit = 25;
const plainReward: RewardDraft = {
  title: 'A plant for the desk',
  text: 'It likes light.',
  picture: 'plant',
  price: coinsOfAHabit,
  stock: null,
  needsApproval: true,
  visibility: 'shown',
};

/** The whole server with a catalogue, somebody who looks after it, and people who have coins. */
export async function startRewardsApp() {
  const server = await startTestApp();
  const sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  const keeper = await anActor(server, 'security');
  let habits = 0;

  return {
    server,
    sql,
    keeper,
    aReward: async (wish: Partial<RewardDraft> = {}, by = keeper): Promise<ManagedReward> =>
      read(addReward, await by.ask(addReward, { body: { ...plainReward, ...wish } })),
    change: ({ id, taken: _, ...reward }: ManagedReward, wish: Partial<RewardDraft>, by = keeper) =>
      by.ask(changeReward, { params: { rewardId: id }, body: { ...reward, ...wish } }),
    managed: async (id: string): Promise<ManagedReward | undefined> =>
      read(listManagedRewards, await keeper.ask(listManagedRewards)).items.find((r) => r.id === id),
    /** Somebody who adopted so many habits. @returns the person, and the entries that they brought */
    aSaver: async (times = 1, role: 'employee' | 'security' | 'administrator' = 'employee') => {
      const person = await anActor(server, role);
      const entryIds: string[] = [];
      for (let i = 0; i < times; i++)
        entryIds.push(...(await earned(server, person, 'habit.adopted', { object: `habit ${++habits}` })));
      return { person, entryIds };
    },
    ask: (by: Actor, reward: Pick<ManagedReward, 'id' | 'price'>, id: string = randomUUID()) =>
      by.ask(askForReward, { body: { id, rewardId: reward.id, price: reward.price } }),
    decide: (
      by: Actor,
      requestId: string,
      state: 'approved' | 'fulfilled' | 'declined',
      words: string | null,
    ) => by.ask(decideRewardRequest, { params: { requestId }, body: { state, words } }),
    purse: async (by: Actor) => read(readMyPurse, await by.ask(readMyPurse)),
    mine: async (by: Actor) => read(listMyRewardRequests, await by.ask(listMyRewardRequests)).items,
    coins: async (by: Actor) => read(listMyCoins, await by.ask(listMyCoins)).items,
    stop: () => server.stop(),
  };
}
