import { withdrawRecognition } from '@vigil/shared/recognition';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../cast.js';
import { given, type RecognitionApp } from '../recognition-app.js';
import { atOnce, inTurn, type Trick } from './trick.js';

/** Somebody thanks somebody who earned it. */
async function onePair(app: RecognitionApp): Promise<Actor[]> {
  const [by, to] = [await app.someone(), await app.someone()];
  given(await app.thank(by, to));
  await app.nextWeek();
  return [by, to];
}
/** Each thanks the next one, and the last one the first. */
async function ring(app: RecognitionApp, n: number, rounds = 1): Promise<Actor[]> {
  const people = await app.many(n);
  for (let round = 0; round < rounds; round++) {
    for (const [i, by] of people.entries()) await app.thank(by, people[(i + 1) % n] ?? by);
    if (round + 1 < rounds) await app.nextWeek();
  }
  await app.nextWeek();
  return people;
}
/** As many colleagues thank one person as a week has room for. */
async function beloved(app: RecognitionApp): Promise<Actor[]> {
  const star = await app.someone();
  for (const fan of await app.many(5)) given(await app.thank(fan, star));
  await app.nextWeek();
  return [star];
}

/** Getting more out of thanks than one honest pair. */
export const tricksAtRecognition: readonly Trick<RecognitionApp>[] = [
  { name: 'two who thank each other', honest: onePair, cheat: (app) => ring(app, 2) },
  { name: 'a ring of three', honest: onePair, cheat: (app) => ring(app, 3) },
  { name: 'a ring of ten', honest: onePair, cheat: (app) => ring(app, 10) },
  { name: 'a ring of three, week after week', honest: onePair, cheat: (app) => ring(app, 3, 3) },
  {
    name: 'everybody of five thanks everybody',
    honest: onePair,
    cheat: async (app) => {
      const people = await app.many(5);
      for (const by of people) for (const to of people) if (by !== to) await app.thank(by, to);
      await app.nextWeek();
      return people;
    },
  },
  {
    name: 'a ring that closes a week later',
    honest: async (app) => [...(await onePair(app)), ...(await onePair(app))],
    cheat: async (app) => {
      const [a, b, c] = [await app.someone(), await app.someone(), await app.someone()];
      await app.thank(a, b);
      await app.thank(b, c);
      await app.nextWeek();
      await app.thank(c, a);
      await app.nextWeek();
      return [a, b, c];
    },
  },
  {
    name: 'a star whom twelve thank in one week',
    honest: beloved,
    cheat: async (app) => {
      const star = await app.someone();
      for (const fan of await app.many(12)) await app.thank(fan, star);
      await app.nextWeek();
      return [star];
    },
  },
  {
    name: 'sock puppets: twenty fresh accounts and one old friend',
    honest: onePair,
    cheat: async (app) => {
      const star = await app.someone();
      const since = new Date(Date.now() + app.clock.aheadMs - 86_400_000);
      for (const by of [...(await app.many(20, { since })), await app.someone()]) await app.thank(by, star);
      await app.nextWeek();
      return [star];
    },
  },
  {
    name: 'the same thanks thirty times at once, after its answer was lost',
    honest: onePair,
    cheat: async (app) => {
      const [by, to] = [await app.someone(), await app.someone()];
      const id = randomUUID();
      await atOnce(30, () => app.thank(by, to, { id }));
      await app.nextWeek();
      return [by, to];
    },
  },
  {
    name: 'the whole allowance for one friend, thirty times at once',
    honest: onePair,
    cheat: async (app) => {
      const [by, to] = [await app.someone(), await app.someone()];
      await atOnce(30, () => app.thank(by, to));
      await app.nextWeek();
      return [by, to];
    },
  },
  {
    name: 'thanking and taking back, again and again',
    honest: onePair,
    cheat: async (app) => {
      const [by, to] = [await app.someone(), await app.someone()];
      await inTurn(8, async () => {
        const answer = await app.thank(by, to);
        if (answer.status !== 201) return;
        await by.ask(withdrawRecognition, { params: { recognitionId: given(answer).id } });
      });
      await app.nextWeek();
      return [by, to];
    },
  },
  {
    name: 'thanking oneself',
    honest: onePair,
    cheat: async (app) => {
      const narcissus = await app.someone();
      await inTurn(3, () => app.thank(narcissus, narcissus));
      await app.nextWeek();
      return [narcissus];
    },
  },
];
