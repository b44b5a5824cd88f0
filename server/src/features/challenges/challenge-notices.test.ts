import {
  addChallenge,
  announceChallenge,
  answerChallenge,
  joinChallenge,
  scheduleChallenge,
} from '@vigil/shared/challenges';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { type ChallengesApp, dayMs, startChallengesApp } from '../../../test/challenges-app.js';
import { allShown, framesOf } from '../../../test/frames.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { NoticesConsumer } from '../notices/notices.consumer.js';
import { answerSubject } from './answer-subject.js';
import { LifeService } from './life.service.js';

let on: ChallengesApp;
beforeAll(async () => {
  on = await startChallengesApp();
});
afterAll(() => on.server.stop());
beforeEach(() => {
  on.clock.aheadMs = 0;
});
const of = (challengeId: string) => ({ params: { challengeId } });
const states = async (by: Actor): Promise<unknown[]> =>
  (await noticesOf(by)).items.map((one) => one.facts['which'] ?? one.kind).reverse();

it('leaders hear that they are asked, each time, and everybody in a race how it goes on', async () => {
  const [mine, theirs] = [await on.crew(5), await on.crew(5)];
  const team = await on.make.aDepartment('Team of theirs', theirs.department);
  const leader = await on.anActor('leader', { leads: [mine.department] });
  const asked = await on.anActor('leader', { leads: [theirs.department] });
  const stranger = await on.anActor('leader', { leads: [(await on.crew(5)).department] });
  const inIt = await on.anActor('employee', { department: theirs.department });
  const below = await on.anActor('employee', { department: team });
  const departmentIds = [mine.department.id, theirs.department.id];
  const draft = on.draftOf({ departmentIds, startsAt: new Date(Date.now() + 60_000).toISOString() });
  const { id } = on.viewOf((await leader.ask(addChallenge, { body: draft })).text).card;
  const answer = (agreed: boolean) =>
    asked.ask(answerChallenge, { ...of(id), body: { departmentId: theirs.department.id, agreed } });

  await leader.ask(scheduleChallenge, of(id));
  const [word] = await toldOf(asked, 'challenge.asked');
  expect(word?.facts).toEqual({ challengeId: id, challenge: draft.name });
  await answer(false);
  await leader.ask(scheduleChallenge, of(id));
  await toldOf(asked, 'challenge.asked', 2);
  await answer(true);
  await toldOf(inIt, 'challenge.moved');
  on.clock.aheadMs = 2 * 60_000;
  await on.app.get(LifeService).begin();
  await toldOf(inIt, 'challenge.moved', 2);
  await on.sql.query(
    `UPDATE challenge SET starts_at = clock_timestamp() - interval '1 minute' WHERE id = $1`,
    [id],
  );
  await on.end(id);
  await on.close();
  await toldOf(inIt, 'challenge.moved', 3);
  await leader.ask(announceChallenge, { ...of(id), body: { thanks: 'Thank you, all.' } });
  await toldOf(inIt, 'challenge.moved', 4);
  await allTold(on.sql);
  expect(await states(inIt)).toEqual(['scheduled', 'live', 'closed', 'announced']);
  expect(await states(asked)).toEqual(['challenge.asked', 'challenge.asked']);
  for (const one of [stranger, below]) expect(await states(one)).toEqual([]);
});

it('the host hears what another department says, from whom, on every screen and once', async () => {
  const [mine, theirs] = [await on.crew(5), await on.crew(5)];
  const leader = await on.anActor('leader', { leads: [mine.department] });
  const asked = await on.anActor('leader', { leads: [theirs.department] });
  const departmentIds = [mine.department.id, theirs.department.id];
  const draft = on.draftOf({ departmentIds, startsAt: new Date(Date.now() + dayMs / 2).toISOString() });
  const { id } = on.viewOf((await leader.ask(addChallenge, { body: draft })).text).card;
  const says = (agreed: boolean) =>
    asked.ask(answerChallenge, { ...of(id), body: { departmentId: theirs.department.id, agreed } });
  const [hears, onlooker] = [await framesOf(on.server, leader), await framesOf(on.server, asked)];

  await leader.ask(scheduleChallenge, of(id));
  await allShown(on.sql, hears, onlooker);
  hears.frames.length = onlooker.frames.length = 0;
  await says(false);
  await allShown(on.sql, hears, onlooker);
  expect(new Set(hears.frames)).toEqual(new Set(['challenge', 'notice']));
  expect(onlooker.frames).toEqual([]);
  const facts = {
    ...{ challengeId: id, challenge: draft.name, department: theirs.department.name },
    by: `${asked.member.firstName} ${asked.member.lastName}`,
  };
  const [no] = await toldOf(leader, 'challenge.answered');
  expect(no?.facts).toEqual({ ...facts, which: 'declined' });
  await leader.ask(scheduleChallenge, of(id));
  // whoever has answered before the question reached them is not asked any more
  await allTold(on.sql);
  await says(true);
  const [yes] = await toldOf(leader, 'challenge.answered', 2);
  expect(yes?.facts).toEqual({ ...facts, which: 'agreed' });
  // the outbox may bring it again
  const subject = answerSubject({
    ...{ hostId: leader.member.id, challengeId: id, departmentId: theirs.department.id },
  });
  await on.app.get(NoticesConsumer).tell([{ topic: 'challenge.answered', subject }]);
  await toldOf(leader, 'challenge.answered', 2);
  expect(await states(asked)).toEqual(['challenge.asked', 'challenge.asked']);
  // what others were told names nobody who has left
  await on.sql.query(`UPDATE member SET deactivated_at = now() WHERE id = $1`, [asked.member.id]);
  const [kept] = await toldOf(leader, 'challenge.answered', 2);
  expect(kept?.facts).toEqual({ ...facts, by: undefined, which: 'agreed' });
  for (const { end } of [hears, onlooker]) end();
});

it('mixed teams are told to those who were drawn, a quest to those who joined', async () => {
  const { department } = await on.crew(5);
  const [ada, ben] = [
    await on.anActor('employee', { department }),
    await on.anActor('employee', { department }),
  ];
  const departmentIds = [department.id];
  await on.running({ form: 'teams', teams: ['Amber', 'Blue'], departmentIds });
  await allTold(on.sql);
  const late = await on.anActor('employee', { department });
  const quest = await on.running({ form: 'quest', departmentIds, target: 20 });
  await allTold(on.sql);
  await ada.ask(joinChallenge, of(quest));
  await on.end(quest);
  await on.close();
  await expect.poll(() => states(ada), { timeout: 10_000 }).toContain('closed');
  await allTold(on.sql);
  // begun in the same breath in which it was scheduled, it is told as it stood when somebody looked
  const since = async (by: Actor) => (await states(by)).filter((state) => state !== 'scheduled');
  expect(await since(ada)).toEqual(['live', 'closed']);
  expect(await since(ben)).toEqual(['live']);
  expect(await states(late)).toEqual([]);
});

it('nobody hears of a draft, nor of one that is gone', async () => {
  const { department } = await on.crew(5);
  const ada = await on.anActor('employee', { department });
  const draft = on.draftOf({ departmentIds: [department.id, (await on.crew(5)).department.id] });
  const startsAt = new Date(Date.now() + dayMs / 2).toISOString();
  await on.guard.ask(addChallenge, { body: { ...draft, startsAt } });
  await allTold(on.sql);
  expect(await states(ada)).toEqual([]);
});
