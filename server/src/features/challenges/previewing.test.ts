import { type ChallengeDraft, previewChallenge } from '@vigil/shared/challenges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChallengesApp, dayMs, hourMs, startChallengesApp } from '../../../test/challenges-app.js';
import { read } from '../../../test/earned.js';

let on: ChallengesApp;
beforeAll(async () => {
  on = await startChallengesApp();
});
afterAll(() => on.server.stop());

type Crew = Awaited<ReturnType<ChallengesApp['crew']>>;
const earlier = () => Date.now() - hourMs;
const ask = async (crews: readonly Crew[], more: Partial<ChallengeDraft>) => {
  const departmentIds = crews.map(({ department }) => department.id);
  return on.guard.ask(previewChallenge, { body: on.draftOf({ ...more, departmentIds }) });
};
const preview = async (crews: readonly Crew[], more: Partial<ChallengeDraft>) =>
  read(previewChallenge, await ask(crews, more));

describe('the preview', () => {
  it('shows a window of the same length that ends now, and changes nothing', async () => {
    const [one, two] = [await on.crew(5), await on.crew(4)];
    await on.does(one.people[0]!, 'habit.adopted', earlier());
    await on.does(one.people[1]!, 'habit.adopted', Date.now() - 3 * dayMs);
    const { sides, reach } = await preview([one, two], {});
    expect(sides.map(({ average, lit }) => [average, lit])).toEqual([
      [5, 6],
      [null, null],
    ]);
    expect(reach).toBeNull();
  });
});

describe('of mixed teams', () => {
  const teams: Partial<ChallengeDraft> = { form: 'teams', teams: ['Amber', 'Blue'] };

  it('draws them for example, the same ones each time, and keeps no draw', async () => {
    const [one, two] = [await on.crew(6), await on.crew(6)];
    for (const who of [...one.people.slice(0, 3), two.people[0]!])
      await on.does(who, 'habit.adopted', earlier());
    const first = await preview([one, two], teams);
    expect(first.sides.map(({ name, people }) => [name, people])).toEqual([
      ['Amber', 6],
      ['Blue', 6],
    ]);
    const points = first.sides.map(({ average }) => Math.round((average ?? 0) * 6));
    expect(points.reduce((sum, one) => sum + one, 0)).toBe(100);
    expect((await preview([one, two], teams)).sides).toEqual(first.sides);
    expect(await on.sql.query(`SELECT FROM challenge_member`)).toEqual([]);
  });

  it('tells nothing of few people, nor by the difference to one department more', async () => {
    const [one, two, small] = [await on.crew(6), await on.crew(6), await on.crew(4)];
    expect((await preview([one], teams)).sides.map(({ average }) => average)).toEqual([null, null]);
    for (const who of [one.people[0]!, ...small.people]) await on.does(who, 'habit.adopted', earlier());
    const without = await preview([one, two], teams);
    expect((await preview([one, two, small], teams)).sides).toEqual(without.sides);
  });

  it('counts nobody who is hidden, also where there are many of them', async () => {
    const one = await on.crew(5);
    const hidden = await on.crew(10, { visibility: 'hidden' });
    await on.does(one.people[0]!, 'habit.adopted', earlier());
    const before = await preview([one, hidden], teams);
    expect(before.sides.some(({ average }) => (average ?? 0) > 0)).toBe(true);
    for (const who of hidden.people) await on.does(who, 'habit.adopted', earlier());
    expect((await preview([one, hidden], teams)).sides).toEqual(before.sides);
  });
});

describe('of a quest', () => {
  const quest = (target = 25) => ({ form: 'quest', target }) as const;
  const reachedBy = async (crew: Crew, how: number, target?: number) => {
    for (const who of crew.people.slice(0, how)) await on.does(who, 'habit.adopted', earlier());
    return preview([crew], quest(target));
  };

  it('says which share would have reached the target, and nobody’s name', async () => {
    const crew = await on.crew(12);
    const { reach, sides } = await reachedBy(crew, 6);
    expect([reach, sides]).toEqual([{ told: 'share', share: 0.5 }, []]);
    const { text } = await ask([crew], quest());
    for (const { id, lastName } of crew.people) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(lastName);
    }
    // what was long ago is not in the window
    for (const who of crew.people.slice(6)) await on.does(who, 'habit.adopted', Date.now() - 3 * dayMs);
    expect((await preview([crew], quest())).reach).toEqual({ told: 'share', share: 0.5 });
    expect((await preview([crew], quest(26))).reach).toEqual({ told: 'few' });
  });

  it.each([
    ['few have', 12, 4, { told: 'few' }],
    ['few have not', 12, 8, { told: 'most' }],
    ['nine people are asked about', 9, 5, { told: 'nothing' }],
  ])('tells no figure where %s', async (_, people, how, expected) => {
    expect((await reachedBy(await on.crew(people), how)).reach).toEqual(expected);
  });

  it('leaves out departments of few people, and everybody who is hidden', async () => {
    const [crew, small, hidden] = [
      await on.crew(12),
      await on.crew(4),
      await on.crew(8, { visibility: 'hidden' }),
    ];
    const { reach } = await reachedBy(crew, 6);
    for (const who of [...small.people, ...hidden.people]) await on.does(who, 'habit.adopted', earlier());
    expect((await preview([crew, small, hidden], quest())).reach).toEqual(reach);
  });
});
