import { addChallenge, announceChallenge } from '@vigil/shared/challenges';
import { findColleagues, giveRecognition } from '@vigil/shared/recognition';
import { readWall, type WallView } from '@vigil/shared/wall';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startChallengesApp, type ChallengesApp } from '../../../test/challenges-app.js';
import { type Actor, askServer } from '../../../test/cast.js';
import { aScreen, screenSocket } from '../../../test/displays.js';
import { read } from '../../../test/earned.js';
import { allCarried, caughtUp } from '../../../test/settled.js';
import { LeaderboardsProjector } from '../leaderboards/leaderboards.projector.js';
import { WallGateway } from './wall.gateway.js';

let company: ChallengesApp;
let cookie: string;
beforeAll(async () => {
  company = await startChallengesApp();
  cookie = await aScreen(company.server);
});
afterAll(() => company.server.stop());

async function wall(): Promise<WallView> {
  const { text } = await askServer(company.server, readWall, { headers: { cookie } });
  return readWall.response.parse(JSON.parse(text)).wall;
}
/** Thanks somebody where everybody sees it. */
async function thank(by: Actor, to: Actor): Promise<void> {
  const query = `?search=${encodeURIComponent(to.member.lastName)}`;
  const [found] = read(findColleagues, await by.ask(findColleagues, { query })).items;
  const body = {
    ...{ id: randomUUID(), to: { kind: 'person', handle: found?.handle ?? '' }, behaviour: 'asked-first' },
    ...{ words: 'You asked before you paid.', visibility: 'public' },
  };
  expect((await by.ask(giveRecognition, { body })).status).toBe(201);
}
/** Once everything that was done is on the boards. */
const settled = () => company.app.get(LeaderboardsProjector).rebuild();

describe('the wall', () => {
  it('shows light and places of departments, by name, and of few people nothing', async () => {
    const [bright, few] = [await company.crew(8), await company.crew(4)];
    for (const person of bright.people.slice(0, 6)) await company.does(person);
    for (const person of few.people) await company.does(person);
    await settled();
    const { departments } = await wall();
    expect(departments.map(({ name }) => name)).toEqual(
      [bright, few].map(({ department }) => department.name),
    );
    expect(departments[0]).toMatchObject({ people: 8, active: 6, rank: 1 });
    expect(departments[1]).toMatchObject({ people: null, active: null, rank: null, score: null });
  });

  it('names nobody, whatever they did, and knows of no kind, no case and no fact', async () => {
    const { people } = await company.crew(6);
    const hidden = await company.crew(5, { visibility: 'hidden' });
    for (const person of [...people, ...hidden.people]) await company.does(person);
    await company.running({ departmentIds: [], form: 'goal' });
    await company.look();
    await settled();
    const text = JSON.stringify(await wall());
    const words = await company.sql.query<{ word: string }>(
      `SELECT email AS word FROM member UNION SELECT id::text FROM member UNION SELECT last_name FROM member
       UNION SELECT natural_key FROM behaviour UNION SELECT kind FROM behaviour`,
    );
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter(({ word }) => text.includes(word))).toEqual([]);
  });

  it('shows challenges that run, the next to end first, and what was announced this week; drafts and quests never', async () => {
    const [one, two] = [await company.crew(6), await company.crew(6)];
    const departmentIds = [one.department.id, two.department.id];
    const draft = company.draftOf({ departmentIds, name: 'A draft' });
    await company.guard.ask(addChallenge, { body: draft });
    await company.running({ form: 'quest', departmentIds: [], name: 'A quest' });
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await company.running({ departmentIds, name: 'First to end', endsAt, prize: 'Cake' });
    for (const person of one.people) await company.does(person);
    await company.look();
    const before = await wall();
    expect(before.challenges.map(({ name }) => name)).not.toContain('A draft');
    expect(before.challenges.map(({ name }) => name)).not.toContain('A quest');
    expect(before.challenges[0]).toMatchObject({ name: 'First to end', prize: 'Cake', form: 'race' });
    const lit = Object.fromEntries(before.challenges[0]!.sides.map((side) => [side.name, side.lit]));
    expect(lit[one.department.name]).toBeGreaterThan(lit[two.department.name] ?? 60);

    await company.end(id);
    await vi.waitFor(async () => expect((await company.close()) + 1).toBeGreaterThan(1), 10_000);
    await company.guard.ask(announceChallenge, {
      params: { challengeId: id },
      body: { thanks: 'Thank you all.' },
    });
    const { results, challenges } = await wall();
    expect(challenges.map(({ name }) => name)).not.toContain('First to end');
    expect(results).toEqual([
      { id, form: 'race', name: 'First to end', winners: [one.department.name], thanks: 'Thank you all.' },
    ]);
    company.clock.aheadMs = 8 * 86_400_000;
    expect((await wall()).results).toEqual([]);
    company.clock.aheadMs = 0;
  });

  it('shows thanks between people who show their names, without their own words', async () => {
    const [ada, grace] = [await company.anActor('employee'), await company.anActor('employee')];
    const hidden = await company.anActor('employee', { visibility: 'hidden' });
    for (const [by, to] of [
      [ada, grace],
      [ada, hidden],
      [hidden, grace],
    ] as const)
      await thank(by, to);
    const nameOf = ({ member }: Actor) => `${member.firstName} ${member.lastName}`;
    expect(
      (await wall()).thanks.map(({ giver, receiver, behaviour }) => [giver, receiver, behaviour]),
    ).toEqual([[nameOf(ada), nameOf(grace), 'asked-first']]);
    expect(JSON.stringify(await wall())).not.toContain('before you paid');
  });
});

describe('screens that are open', () => {
  it('are told what is new within a second or two, whole, and a beat while nothing is', async () => {
    const { people, department } = await company.crew(7);
    await settled();
    const { socket, frames } = screenSocket(company.server.url, cookie);
    await once(socket as never, 'connect');
    await socket.emitWithAck('wall:watch', {});
    const heard = () =>
      frames.filter(([event]) => event === 'wall:shown').map(([, view]) => view as WallView);
    for (const person of people) await company.does(person);
    await vi.waitFor(() => {
      const shown = heard()
        .at(-1)
        ?.departments.find(({ id }) => id === department.id);
      expect(shown).toMatchObject({ people: 7, active: 7 });
    }, 15_000);
    await vi.waitFor(() => expect(frames.map(([event]) => event)).toContain('wall:beat'), 15_000);
    // nothing but the wall: no board, no challenge, nothing of anybody
    expect([...new Set(frames.map(([event]) => event))].sort()).toEqual(['wall:beat', 'wall:shown']);
    await allCarried(company.sql);
    await settled();
    const gateway = company.app.get(WallGateway, { strict: false });
    await gateway.look();
    await caughtUp(socket);
    const many = heard().length;
    for (let i = 0; i < 5; i++) await gateway.look();
    await caughtUp(socket);
    expect(heard()).toHaveLength(many);
    socket.disconnect();
  });
});
