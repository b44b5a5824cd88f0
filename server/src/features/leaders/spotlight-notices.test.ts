import { decideSpotlight, grantSpotlight, type Spotlight } from '@vigil/shared/leaders';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { read } from '../../../test/earned.js';
import { allShown, framesOf } from '../../../test/frames.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { NoticesConsumer } from '../notices/notices.consumer.js';

let app: RecognitionApp;
let guard: Actor;
let administrator: Actor;
let leader: Actor;
let ann: Actor;
beforeAll(async () => {
  app = await startRecognitionApp();
  guard = await app.someone({ role: 'security' });
  administrator = await app.someone({ role: 'administrator' });
  leader = await app.someone({ role: 'leader' });
  ann = await app.someone();
});
afterAll(() => app.stop());

const granted = async (lights: number, to = ann): Promise<Spotlight> =>
  read(
    grantSpotlight,
    await leader.ask(grantSpotlight, {
      body: {
        ...{ id: randomUUID(), handle: await app.handleOf(to, leader) },
        ...{ lights, brings: 'points', words: 'You went first.' },
      },
    }),
  );
const decide = (spotlightId: string, reason?: string) =>
  guard.ask(decideSpotlight, {
    params: { spotlightId },
    body: reason === undefined ? { state: 'granted' } : { state: 'declined', reason },
  });
const kindsOf = async (by: Actor) => (await noticesOf(by)).items.map(({ kind }) => kind);

it('lights that wait are told to who may agree, and the answer to the leader, on screens that are open', async () => {
  const screens = await Promise.all(
    [guard, administrator, leader, ann].map((who) => framesOf(app.server, who)),
  );
  const [atGuard, atAdministrator, atLeader, atAnn] = screens.map(({ frames }) => frames);
  const { id } = await granted(5);
  await allShown(app.sql, ...screens);
  for (const frames of [atGuard, atAdministrator])
    expect(new Set(frames)).toEqual(new Set(['spotlight', 'notice']));
  for (const one of [guard, administrator])
    expect((await toldOf(one, 'light.waiting'))[0]?.facts).toEqual({ lights: 5 });
  expect(atAnn).toEqual([]);
  for (const { frames } of screens) frames.length = 0;

  await decide(id);
  await allShown(app.sql, ...screens);
  expect(atLeader).toEqual(expect.arrayContaining(['spotlight', 'notice']));
  expect(atGuard).toContain('spotlight');
  expect((await toldOf(leader, 'light.answered'))[0]?.facts).toEqual({ which: 'granted', lights: 5 });
  for (const { end } of screens) end();
});

it('each is told once, also of what was declined, and a light below the limit asks nobody', async () => {
  const before = await kindsOf(guard);
  await granted(2);
  await allTold(app.sql);
  expect(await kindsOf(guard)).toEqual(before);
  const { id } = await granted(4);
  await allTold(app.sql);
  await decide(id, 'Let us talk first');
  await allTold(app.sql);
  const [word] = await toldOf(leader, 'light.answered', 2);
  expect(word?.facts).toEqual({ which: 'declined', lights: 4 });
  for (const topic of ['spotlight.asked', 'spotlight.decided'])
    await app.app.get(NoticesConsumer).tell([{ topic, subject: id }]);
  await toldOf(leader, 'light.answered', 2);
  await toldOf(guard, 'light.waiting', 2);
});

it('nobody is asked about what is for themselves', async () => {
  const before = await kindsOf(guard);
  await granted(4, guard);
  await toldOf(administrator, 'light.waiting', 3);
  expect(await kindsOf(guard)).toEqual(before);
});
