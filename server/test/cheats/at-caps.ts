import { reverseEntry, disputeEntry } from '@vigil/shared/corrections';
import { createSource } from '@vigil/shared/ingestion';
import { listMyEntries } from '@vigil/shared/points';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../cast.js';
import { earned, read } from '../earned.js';
import { aMail } from '../mails.js';
import type { ReportsApp } from '../reports-app.js';
import { stateFact } from '../stated-facts.js';
import { atOnce, inTurn, type Trick } from './trick.js';

const honestDays = 90;
/** Somebody who has been there for long. */
const aPlayer = (app: ReportsApp): Promise<Actor> =>
  app.anActor({ since: new Date(app.clock.nowMs() - honestDays * 86_400_000) });
/** The security team finds everything of one person harmless. */
async function answerAll(app: ReportsApp, by: Actor, verdict: 'harmless' | 'confirmed'): Promise<void> {
  const groups = await app.sql.query<{ id: string }>(
    `SELECT DISTINCT group_id AS id FROM report WHERE reporter_id = $1`,
    [by.member.id],
  );
  for (const { id } of groups) await app.decide(id, verdict);
}
const aCall = (app: ReportsApp, by: Actor, text: string) => app.send(by, { kind: 'call', text });
async function aMachine(app: ReportsApp): Promise<string> {
  const body = { type: 'api', name: randomUUID(), kinds: ['training.completed', 'colleague.helped'] };
  return read(createSource, await app.security.ask(createSource, { body })).secret;
}
const fact = (app: ReportsApp, by: Actor, more: object) => ({
  naturalKey: randomUUID(),
  member: { email: by.member.email },
  kind: 'training.completed',
  occurredAt: new Date(app.clock.nowMs() - 60_000).toISOString(),
  object: 'course/mail',
  ...more,
});
const state = (app: ReportsApp, key: string, body: unknown) => stateFact(app.server.url, key, body);
async function newestEntry(by: Actor): Promise<string> {
  return read(listMyEntries, await by.ask(listMyEntries)).items[0]?.id ?? '';
}
/** One course, told once. */
async function oneCourse(app: ReportsApp): Promise<Actor[]> {
  const person = await aPlayer(app);
  await state(app, await aMachine(app), fact(app, person, {}));
  return [person];
}
/** As many false alarms as are thanked in a day. */
async function honestAlarms(app: ReportsApp): Promise<Actor[]> {
  const person = await aPlayer(app);
  await inTurn(3, (i) => aCall(app, person, `The number ends with ${i}.`));
  await answerAll(app, person, 'harmless');
  return [person];
}
/** One suspicious mail that turns out to be one. */
async function oneMail(app: ReportsApp): Promise<Actor[]> {
  const person = await aPlayer(app);
  await app.send(person, { mail: app.mailOf(aMail({ subject: randomUUID() })) });
  await answerAll(app, person, 'confirmed');
  return [person];
}
async function oneHelp(app: ReportsApp): Promise<Actor[]> {
  const person = await aPlayer(app);
  await earned(app.server, person, 'colleague.helped', { atMs: app.clock.nowMs() - 60_000, times: 2 });
  return [person];
}

/** Getting more out of behaviours, reports and corrections than they are worth. */
export const tricksAtCaps: readonly Trick<ReportsApp>[] = [
  {
    name: 'thirty false alarms at once, for the thanks',
    honest: honestAlarms,
    cheat: async (app) => {
      const person = await aPlayer(app);
      await atOnce(30, (i) => aCall(app, person, `Somebody called, and said ${i}.`));
      await answerAll(app, person, 'harmless');
      return [person];
    },
  },
  {
    name: 'the same report sent twenty times at once',
    honest: oneMail,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const id = randomUUID();
      const mail = app.mailOf(aMail({ subject: randomUUID() }));
      await atOnce(20, () => app.send(person, { id, mail }));
      await answerAll(app, person, 'confirmed');
      return [person];
    },
  },
  {
    name: 'the same mail reported again and again as if it were new',
    honest: oneMail,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const mail = app.mailOf(aMail({ subject: randomUUID() }));
      await inTurn(10, () => app.send(person, { mail }));
      await answerAll(app, person, 'confirmed');
      return [person];
    },
  },
  {
    name: 'a confirmed mail reported once more after its verdict',
    honest: oneMail,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const mail = app.mailOf(aMail({ subject: randomUUID() }));
      await app.send(person, { mail });
      await answerAll(app, person, 'confirmed');
      await atOnce(10, () => app.send(person, { mail }));
      return [person];
    },
  },
  {
    name: 'one course told under fifty keys at once',
    honest: oneCourse,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const key = await aMachine(app);
      await atOnce(50, () => state(app, key, fact(app, person, {})));
      return [person];
    },
  },
  {
    name: 'one delivery repeated fifty times at once, alone and in batches',
    honest: oneCourse,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const key = await aMachine(app);
      const told = fact(app, person, {});
      await atOnce(50, (i) => state(app, key, i % 2 ? told : { items: [told, told] }));
      return [person];
    },
  },
  {
    name: 'one course told by five learning platforms',
    honest: oneCourse,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const keys = await atOnce(5, () => aMachine(app));
      await atOnce(5, (i) => state(app, keys[i] ?? '', fact(app, person, {})));
      return [person];
    },
  },
  {
    name: 'one course told for each of the last forty days, newest first',
    honest: oneCourse,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const key = await aMachine(app);
      const daysAgo = (n: number) => new Date(app.clock.nowMs() - (n + 1) * 86_400_000).toISOString();
      await inTurn(40, (n) => state(app, key, fact(app, person, { occurredAt: daysAgo(n) })));
      return [person];
    },
  },
  {
    name: 'help at the cap, forty times at once by two doors',
    honest: oneHelp,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const key = await aMachine(app);
      const help = (i: number) => fact(app, person, { kind: 'colleague.helped', object: `help/${i}` });
      const atMs = app.clock.nowMs() - 60_000;
      await atOnce<unknown>(40, (i) =>
        i % 2 ? state(app, key, help(i)) : earned(app.server, person, 'colleague.helped', { atMs }),
      );
      return [person];
    },
  },
  {
    name: 'undo and redo: taken back, and told again and again',
    honest: oneCourse,
    cheat: async (app) => {
      const person = await aPlayer(app);
      const key = await aMachine(app);
      for (let i = 0; i < 5; i++) {
        await state(app, key, fact(app, person, {}));
        const params = { entryId: await newestEntry(person) };
        await app.security.ask(reverseEntry, { params, body: { reason: 'Told twice' } });
      }
      await state(app, key, fact(app, person, {}));
      return [person];
    },
  },
  {
    name: 'undo and redo at the cap: room that was taken back is not filled again',
    honest: oneHelp,
    cheat: async (app) => {
      const person = await aPlayer(app);
      for (let i = 0; i < 6; i++) {
        await earned(app.server, person, 'colleague.helped', { atMs: app.clock.nowMs() - 60_000 });
        const params = { entryId: await newestEntry(person) };
        if (i % 2) await app.security.ask(reverseEntry, { params, body: { reason: 'It did not happen' } });
      }
      return [person];
    },
  },
  {
    name: 'questions about one’s own entry, ten at once',
    honest: oneCourse,
    cheat: async (app) => {
      const [person] = await oneCourse(app);
      if (person === undefined) return [];
      const params = { entryId: await newestEntry(person) };
      await atOnce(10, () => person.ask(disputeEntry, { params, body: { question: 'Was it not more?' } }));
      return [person];
    },
  },
];
