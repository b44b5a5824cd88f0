import { reverseEntry } from '@vigil/shared/corrections';
import { askForReward, withdrawRewardRequest } from '@vigil/shared/rewards';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../cast.js';
import { read } from '../earned.js';
import type { startRewardsApp } from '../rewards-app.js';
import { atOnce, inTurn, type Trick } from './trick.js';

type RewardsApp = Awaited<ReturnType<typeof startRewardsApp>>;
const withdraw = (by: Actor, requestId: string) => by.ask(withdrawRewardRequest, { params: { requestId } });
const honest = async (app: RewardsApp) => [(await app.aSaver(2)).person];

/** Getting more for one's coins than they are worth. */
export const tricksAtCoins: readonly Trick<RewardsApp>[] = [
  {
    name: 'coins for two, thirty wishes at once',
    honest,
    cheat: async (app) => {
      const { person } = await app.aSaver(2);
      const reward = await app.aReward({ needsApproval: false });
      await atOnce(30, () => app.ask(person, reward));
      return [person];
    },
  },
  {
    name: 'asking and withdrawing in turns, and thirty times at once',
    honest,
    cheat: async (app) => {
      const { person } = await app.aSaver(2);
      const reward = await app.aReward();
      await inTurn(4, async () => {
        const { id } = read(askForReward, await app.ask(person, reward));
        await atOnce(8, () => withdraw(person, id));
      });
      return [person];
    },
  },
  {
    name: 'withdrawn by its sender and declined by the keeper at once, for coins twice',
    honest,
    cheat: async (app) => {
      const { person } = await app.aSaver(2);
      const { id } = read(askForReward, await app.ask(person, await app.aReward()));
      await atOnce(20, (i) => (i % 2 ? withdraw(person, id) : app.decide(app.keeper, id, 'declined', 'No')));
      return [person];
    },
  },
  {
    name: 'a price that was never asked',
    honest,
    cheat: async (app) => {
      const { person } = await app.aSaver(2);
      const { id } = await app.aReward({ needsApproval: false });
      await inTurn(3, (i) => app.ask(person, { id, price: i }, randomUUID()));
      return [person];
    },
  },
  {
    name: 'spent at once, before what was earned by mistake is taken back',
    honest: async (app) => [(await app.aSaver(1)).person],
    cheat: async (app) => {
      const { person, entryIds } = await app.aSaver(2);
      const reward = await app.aReward({ needsApproval: false });
      await atOnce(2, () => app.ask(person, reward));
      const body = { reason: 'Recorded by mistake' };
      await app.keeper.ask(reverseEntry, { params: { entryId: entryIds[0] ?? '' }, body });
      await atOnce(10, () => app.ask(person, reward));
      return [person];
    },
  },
];
