import { reverseEntry } from '@vigil/shared/corrections';
import {
  askForReward,
  exportRewardRequests,
  listMyCoins,
  listRewardRequests,
  listRewards,
  withdrawRewardRequest,
} from '@vigil/shared/rewards';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, anActor } from '../../../test/cast.js';
import { earned, problemOf, read } from '../../../test/earned.js';
import { coinsOfAHabit, startRewardsApp } from '../../../test/rewards-app.js';
import { allCarried } from '../../../test/settled.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';

let app: Awaited<ReturnType<typeof startRewardsApp>>;
beforeAll(async () => {
  app = await startRewardsApp();
});
afterAll(async () => {
  for (const check of ledgerChecks) expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

const many = <T>(n: number, make: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));
/** Asks, and says which request it is. */
async function asked(by: Actor, reward: { id: string; price: number }): Promise<string> {
  return read(askForReward, await app.ask(by, reward)).id;
}
const withdraw = (by: Actor, requestId: string) => by.ask(withdrawRewardRequest, { params: { requestId } });
/** All that boards and sources know of a balance. */
const ranked = (by: Actor) =>
  app.sql.query('SELECT points, quiet, version FROM balance WHERE member_id = $1', [by.member.id]);

describe('races', () => {
  it('the last item goes to exactly one of 50 who press at once', async () => {
    const reward = await app.aReward({ stock: 1 });
    const people = await many(50, async () => (await app.aSaver()).person);
    const answers = await Promise.all(people.map((person) => app.ask(person, reward)));
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
    expect(answers.filter((a) => a.status !== 201).map(problemOf)).toEqual(Array(49).fill('sold-out'));
    const purses = await Promise.all(people.map(app.purse));
    expect(purses.filter((p) => p.coins === 0)).toHaveLength(1);
    expect(purses.filter((p) => p.coins === coinsOfAHabit)).toHaveLength(49);
    expect((await app.managed(reward.id))?.taken).toBe(1);
  }, 60_000);

  it('who presses 50 times at once gets one and pays once', async () => {
    const reward = await app.aReward({ stock: 9 });
    const { person } = await app.aSaver(5);
    const id = randomUUID();
    const answers = await many(50, () => app.ask(person, reward, id));
    expect(answers.map((a) => a.status)).toEqual(Array(50).fill(201));
    expect(new Set(answers.map((a) => read(askForReward, a).id)).size).toBe(1);
    expect(await app.purse(person)).toEqual({ coins: 4 * coinsOfAHabit, owed: 0 });
    expect((await app.managed(reward.id))?.taken).toBe(1);
  });

  it('coins for three buy three, of 20 different wishes at once', async () => {
    const reward = await app.aReward();
    const { person } = await app.aSaver(3);
    const answers = await many(20, () => app.ask(person, reward));
    expect(answers.filter((a) => a.status === 201)).toHaveLength(3);
    expect(answers.filter((a) => a.status !== 201).map(problemOf)).toEqual(
      Array(17).fill('not-enough-coins'),
    );
    expect(await app.purse(person)).toEqual({ coins: 0, owed: 0 });
  });

  it('withdrawn and declined at once, the coins come back once', async () => {
    const reward = await app.aReward({ stock: 1 });
    const { person } = await app.aSaver();
    const id = await asked(person, reward);
    const answers = await many(20, (i) =>
      i % 2 === 0 ? withdraw(person, id) : app.decide(app.keeper, id, 'declined', 'Not this time'),
    );
    expect(answers.filter((a) => a.status < 300)).toHaveLength(1);
    expect(answers.filter((a) => a.status >= 300).map(problemOf)).toEqual(Array(19).fill('request-moved-on'));
    expect((await app.purse(person)).coins).toBe(coinsOfAHabit);
    expect((await app.managed(reward.id))?.taken).toBe(0);
  });

  it('the stock is not lowered below what people ask for meanwhile', async () => {
    const reward = await app.aReward({ stock: 10 });
    const people = await many(10, async () => (await app.aSaver()).person);
    const [changes, answers] = await Promise.all([
      many(3, (i) => app.change(reward, { stock: i + 2 })),
      Promise.all(people.map((person) => app.ask(person, reward))),
    ]);
    expect(changes.filter((c) => c.status === 200).length).toBeLessThanOrEqual(1);
    const after = await app.managed(reward.id);
    expect(after?.taken).toBe(answers.filter((a) => a.status === 201).length);
    expect(after?.taken).toBeLessThanOrEqual(after?.stock ?? 0);
  });
});

describe('coins', () => {
  it('are spent without a change of points, ranks or versions, and each says its why', async () => {
    const reward = await app.aReward({ needsApproval: false });
    const { person } = await app.aSaver(2);
    await allCarried(app.sql);
    const before = await ranked(person);
    const moved: string[] = [];
    app.server.app.get(Outbox).onCommitted('points.changed', (ids) => moved.push(...ids));
    const id = await asked(person, reward);
    expect(await ranked(person)).toEqual(before);
    await app.decide(app.keeper, id, 'declined', 'The shop is closed');
    expect(await ranked(person)).toEqual(before);
    expect((await app.coins(person)).map((c) => [c.because, c.coins, c.reward ?? c.kind])).toEqual([
      ['returned', coinsOfAHabit, reward.title],
      ['spent', -coinsOfAHabit, reward.title],
      ['earned', coinsOfAHabit, 'habit.adopted'],
      ['earned', coinsOfAHabit, 'habit.adopted'],
    ]);
    expect(moved).toEqual([]);
  });

  it('that are taken back after they were spent are owed: the next ones pay (E8)', async () => {
    const reward = await app.aReward();
    const { person, entryIds } = await app.aSaver(1);
    const id = await asked(person, reward);
    const reverse = () =>
      app.keeper.ask(reverseEntry, {
        params: { entryId: entryIds[0] ?? '' },
        body: { reason: 'Recorded twice' },
      });
    const answers = await many(20, reverse);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(await app.purse(person)).toEqual({ coins: 0, owed: coinsOfAHabit });
    expect((await app.coins(person))[0]).toMatchObject({ because: 'taken-back', reason: 'Recorded twice' });

    await earned(app.server, person, 'colleague.helped');
    expect(await app.purse(person)).toEqual({ coins: 0, owed: coinsOfAHabit - 10 });
    expect(problemOf(await app.ask(person, await app.aReward({ price: 1 })))).toBe('not-enough-coins');
    // what comes back pays first, too
    await withdraw(person, id);
    expect(await app.purse(person)).toEqual({ coins: 10, owed: 0 });
  });

  it('are paged through both ledgers', async () => {
    const reward = await app.aReward();
    const { person } = await app.aSaver(3);
    await withdraw(person, await asked(person, reward));
    const all = await app.coins(person);
    const paged: string[] = [];
    for (let query = '?limit=2'; ;) {
      const { items, nextCursor } = read(listMyCoins, await person.ask(listMyCoins, { query }));
      paged.push(...items.map((i) => i.id));
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(paged).toEqual(all.map((i) => i.id));
    expect(paged).toHaveLength(5);
    expect((await person.ask(listMyCoins, { query: '?cursor=x' })).status).toBe(422);
  });
});

describe('a request', () => {
  it('is approved and handed over, with words that the person reads', async () => {
    const { person } = await app.aSaver();
    const reward = await app.aReward({ title: 'An hour of learning' });
    const id = await asked(person, reward);
    expect((await app.mine(person))[0]).toMatchObject({
      id,
      state: 'requested',
      title: 'An hour of learning',
    });
    await app.decide(app.keeper, id, 'approved', 'Choose your hour.');
    expect((await app.mine(person))[0]).toMatchObject({ state: 'approved', words: 'Choose your hour.' });
    expect(problemOf(await withdraw(person, id))).toBe('request-moved-on');
    await app.decide(app.keeper, id, 'fulfilled', null);
    expect((await app.mine(person))[0]).toMatchObject({ state: 'fulfilled', words: null });
    expect(problemOf(await app.decide(app.keeper, id, 'declined', 'Late'))).toBe('request-moved-on');
    expect((await app.decide(app.keeper, id, 'declined', null)).status).toBe(422);
  });

  it('needs nobody’s yes where the reward says so, but always somebody else’s for those who could give it', async () => {
    const reward = await app.aReward({ needsApproval: false });
    const { person } = await app.aSaver();
    await asked(person, reward);
    expect((await app.mine(person))[0]?.state).toBe('approved');
    for (const role of ['security', 'administrator'] as const) {
      const { person: one } = await app.aSaver(1, role);
      const id = await asked(one, reward);
      expect((await app.mine(one))[0]?.state).toBe('requested');
      for (const state of ['approved', 'fulfilled', 'declined'] as const)
        expect((await app.decide(one, id, state, 'Mine')).status).toBe(403);
      expect((await app.decide(app.keeper, id, 'approved', null)).status).toBe(204);
    }
  });

  it('keeps the price and the words that were agreed to', async () => {
    const { person } = await app.aSaver(2);
    const reward = await app.aReward();
    const id = await asked(person, reward);
    expect((await app.change(reward, { price: 40, title: 'A tree' })).status).toBe(200);
    expect(problemOf(await app.ask(person, reward))).toBe('price-changed');
    expect((await app.mine(person))[0]).toMatchObject({ price: coinsOfAHabit, title: reward.title });
    await withdraw(person, id);
    expect((await app.purse(person)).coins).toBe(2 * coinsOfAHabit);
    expect(problemOf(await app.change(reward, { price: 1 }))).toBe('reward-changed');
  });

  it('is for what is shown: drafts and retired rewards answer as if there were none', async () => {
    const { person } = await app.aSaver();
    const missing = await app.ask(person, { id: randomUUID(), price: 1 });
    for (const visibility of ['draft', 'retired'] as const) {
      const reward = await app.aReward({ visibility });
      const answer = await app.ask(person, reward);
      expect([answer.status, problemOf(answer)]).toEqual([missing.status, problemOf(missing)]);
      expect(read(listRewards, await person.ask(listRewards)).items.map((r) => r.id)).not.toContain(
        reward.id,
      );
    }
  });

  it('of somebody else is not there, and one id means one wish', async () => {
    const { person } = await app.aSaver(2);
    const other = await anActor(app.server, 'employee');
    const [reward, another] = [await app.aReward(), await app.aReward()];
    const id = randomUUID();
    const made = read(askForReward, await app.ask(person, reward, id));
    expect(problemOf(await app.ask(person, another, id))).toBe('request-differs');
    const [foreign, missing] = [await withdraw(other, made.id), await withdraw(other, randomUUID())];
    expect([foreign.status, problemOf(foreign)]).toEqual([404, problemOf(missing)]);
    expect(await app.mine(other)).toEqual([]);
  });
});

it('whoever hands over sees the queue, takes it along without formulas, and learns of no balance', async () => {
  const { person } = await app.aSaver(3);
  const reward = await app.aReward({ title: '=1+1' });
  const id = await asked(person, reward);
  const { text } = await app.keeper.ask(listRewardRequests, { query: '?limit=200' });
  const mine = listRewardRequests.response.parse(JSON.parse(text)).items.find((r) => r.id === id);
  expect(mine).toMatchObject({ person: { id: person.member.id }, own: false, state: 'requested' });
  expect(text).not.toMatch(/"coins"|"owed"|"email"/);
  const csv = await app.keeper.ask(exportRewardRequests);
  expect(csv.text).toContain(`,'=1+1,`);
  expect(csv.headers.get('content-disposition')).toContain('rewards.csv');
  await app.decide(app.keeper, id, 'declined', 'Not this time');
  const over = read(
    listRewardRequests,
    await app.keeper.ask(listRewardRequests, { query: '?view=over&limit=1' }),
  );
  expect(over.items.map((r) => r.id)).not.toEqual([]);
  expect(over.nextCursor).not.toBeNull();
});
