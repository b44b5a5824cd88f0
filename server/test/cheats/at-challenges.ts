import { joinChallenge } from '@vigil/shared/challenges';
import { updateMember } from '@vigil/shared/people';
import { expect } from 'vitest';
import { type Actor, anActor } from '../cast.js';
import type { ChallengesApp } from '../challenges-app.js';
import type { MadeMember } from '../factories.js';
import { atOnce, inTurn, type Player, type Trick } from './trick.js';

const habit = 25;
const player = (member: MadeMember): Player => ({ member });
const join = (by: Actor, challengeId: string) => by.ask(joinChallenge, { params: { challengeId } });
const aQuest = (app: ChallengesApp) => app.running({ form: 'quest', target: habit });
/** Lets all that run end, tries to close them many times at once, and waits until they are. */
async function ended(app: ChallengesApp, ids: readonly string[]): Promise<void> {
  for (const id of ids) await app.end(id);
  await atOnce(6, () => app.close());
  const open = () => app.sql.query(`SELECT FROM challenge WHERE id = ANY($1) AND state = 'live'`, [ids]);
  await expect.poll(open, { timeout: 20_000 }).toEqual([]);
  app.clock.aheadMs = 0;
}
/** Joins so many quests, keeps one habit, and wins each of them. */
async function questing(app: ChallengesApp, quests: number, joins = 1): Promise<Player[]> {
  const person = await app.anActor('employee');
  const ids = await inTurn(quests, () => aQuest(app));
  for (const id of ids) await atOnce(joins, () => join(person, id));
  await app.does(person.member);
  await ended(app, ids);
  return [person];
}
/** Two departments of six, the first of which will win. */
async function race(app: ChallengesApp) {
  const [bright, dim] = [await app.crew(6), await app.crew(6)];
  const id = await app.running({ departmentIds: [bright.department.id, dim.department.id] });
  const rest = bright.people.slice(1);
  const win = async () => {
    for (const who of rest) await app.does(who);
    await ended(app, [id]);
  };
  return { id, bright, dim, win };
}
async function honestWinner(app: ChallengesApp): Promise<Player[]> {
  const { bright, win } = await race(app);
  const [person] = bright.people;
  if (person) await app.does(person);
  await win();
  return bright.people.slice(0, 1).map(player);
}
/** An administrator moves somebody to another department. */
async function moveTo(app: ChallengesApp, who: MadeMember, departmentId: string): Promise<void> {
  const params = { memberId: who.id };
  const boss = await anActor(app.server, 'administrator');
  expect((await boss.ask(updateMember, { params, body: { departmentId } })).status).toBe(200);
}

/** Winning more than one has played for. */
export const tricksAtChallenges: readonly Trick<ChallengesApp>[] = [
  {
    name: 'challenge stacking: one habit wins eight quests at once',
    honest: (app) => questing(app, 2),
    cheat: (app) => questing(app, 8),
  },
  {
    name: 'joining the same quest thirty times at once',
    honest: (app) => questing(app, 1),
    cheat: (app) => questing(app, 1, 30),
  },
  {
    name: 'joining a quest after everything is done',
    honest: (app) => questing(app, 1),
    cheat: async (app) => {
      const person = await app.anActor('employee');
      const id = await aQuest(app);
      await app.does(person.member);
      await join(person, id);
      await ended(app, [id]);
      return [person];
    },
  },
  {
    name: 'moving to the winners at the last moment',
    honest: honestWinner,
    cheat: async (app) => {
      const { bright, dim, win } = await race(app);
      const [mover] = dim.people;
      if (mover === undefined) return [];
      await app.does(mover);
      await moveTo(app, mover, bright.department.id);
      await win();
      return [player(mover)];
    },
  },
  {
    name: 'winning along without doing anything',
    honest: honestWinner,
    cheat: async (app) => {
      const { bright, win } = await race(app);
      await win();
      return bright.people.slice(0, 1).map(player);
    },
  },
  {
    name: 'a race of four accounts that one person made, against one colleague',
    honest: honestWinner,
    cheat: async (app) => {
      const [puppets, other] = [await app.crew(4), await app.crew(1)];
      const id = await app.running({ departmentIds: [puppets.department.id, other.department.id] });
      const [person] = puppets.people;
      if (person) await app.does(person);
      await ended(app, [id]);
      return puppets.people.map(player);
    },
  },
  {
    name: 'alternating accounts: one joins, the other one does',
    honest: (app) => questing(app, 1),
    cheat: async (app) => {
      const [first, second] = [await app.anActor('employee'), await app.anActor('employee')];
      const id = await aQuest(app);
      await join(first, id);
      await app.does(second.member);
      await ended(app, [id]);
      return [first, second];
    },
  },
];
