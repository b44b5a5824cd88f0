import { updateMe } from '@vigil/shared/people';
import type { Actor } from '../cast.js';
import type { DailyCheckApp } from '../daily-check-app.js';
import { atOnce, inTurn, type Trick } from './trick.js';

const hourMs = 3_600_000;
/** Tuesday, ten in Berlin. */
const morningMs = Date.parse('2026-11-24T09:00:00Z');
const at = (app: DailyCheckApp, ms: number) => void (app.time.nowMs = ms);
/** Answers today's question rightly, on so many mornings, of which each is a working day. */
async function faithful(app: DailyCheckApp, mornings: number): Promise<Actor[]> {
  const person = await app.anActor();
  for (let i = 0; i < mornings; i++) {
    at(app, morningMs + i * 24 * hourMs);
    await app.check(person);
  }
  return [person];
}
const hop = (by: Actor, timeZone: string) => by.ask(updateMe, { body: { timeZone } });
const whatever = <T>(doing: Promise<T>) => doing.then(() => undefined).catch(() => undefined);

/** Getting more out of the daily check than the day has. */
export const tricksAtChecks: readonly Trick<DailyCheckApp>[] = [
  {
    name: 'a script that sends every answer fifty times at once',
    honest: (app) => faithful(app, 1),
    cheat: async (app) => {
      at(app, morningMs);
      const person = await app.anActor();
      const { today } = await app.open(person);
      app.time.nowMs += 20_000;
      await atOnce(50, (i) => app.answer(person, today, i % 3));
      return [person];
    },
  },
  {
    name: 'a script that answers within a second, until it is taken',
    honest: (app) => faithful(app, 1),
    cheat: async (app) => {
      at(app, morningMs);
      const person = await app.anActor();
      const { today } = await app.open(person);
      await inTurn(30, (i) => {
        app.time.nowMs += 100;
        return app.answer(person, today, i % 3);
      });
      return [person];
    },
  },
  {
    name: 'a script that opens the question in forty tabs and answers in each',
    honest: (app) => faithful(app, 1),
    cheat: async (app) => {
      at(app, morningMs);
      const person = await app.anActor();
      const tabs = await atOnce(40, () => app.open(person));
      app.time.nowMs += 20_000;
      await atOnce(40, (i) => app.answer(person, tabs[i]?.today ?? '', i % 3));
      return [person];
    },
  },
  {
    name: 'a script that answers for days that were and days to come',
    honest: (app) => faithful(app, 1),
    cheat: async (app) => {
      at(app, morningMs);
      const person = await app.anActor();
      await app.check(person);
      for (let d = -20; d < 20; d++) {
        const day = new Date(morningMs + d * 24 * hourMs).toISOString().slice(0, 10);
        await app.answer(person, day, await app.rightPlace(person, day));
      }
      return [person];
    },
  },
  {
    name: 'zone hopping: around the world within an hour',
    honest: (app) => faithful(app, 1),
    cheat: async (app) => {
      const person = await app.anActor();
      at(app, Date.parse('2026-11-24T10:30:00Z'));
      for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Tokyo', 'Pacific/Auckland', 'America/Lima']) {
        await hop(person, zone);
        await whatever(app.check(person));
      }
      return [person];
    },
  },
  {
    name: 'zone hopping: two dates a day, for three days',
    honest: (app) => faithful(app, 3),
    cheat: async (app) => {
      const person = await app.anActor();
      for (let d = 0; d < 3; d++)
        for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
          at(app, Date.parse('2026-11-24T10:30:00Z') + d * 24 * hourMs);
          await hop(person, zone);
          await whatever(app.check(person));
        }
      return [person];
    },
  },
]; // prettier-ignore
