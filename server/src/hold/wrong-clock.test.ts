import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { anActor } from '../../test/cast.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { aFact, aStatingMachine, stateFact, type StatingMachine } from '../../test/stated-facts.js';
import { readMe } from '@vigil/shared/people';
import { Clock } from '../platform/clock/clock.js';
import { DatabaseTime } from '../platform/clock/database-time.js';
import { Database } from '../platform/db/database.js';

const hourMs = 3_600_000;
const realNow = Date.now.bind(Date);

let database: TestDatabase;
let right: TestApp;
let machine: StatingMachine;
beforeAll(async () => {
  database = await createTestDatabase();
  right = await startTestApp({ database });
  machine = await aStatingMachine(right.app.get(Database), right.url);
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  await right.stop();
  await database.drop();
});

/** One moment for all: what counts for a day is when it happened. */
const occurredAt = new Date(realNow() - 1_000).toISOString();
const near = (server: TestApp) => Math.abs(server.app.get(Clock).nowMs() - realNow()) < hourMs / 10;
/** A look that takes longer than a second says nothing. */
const rightAgain = () =>
  vi.waitFor(async () => {
    await right.app.get(DatabaseTime).look();
    expect(near(right)).toBe(true);
  });

it.each([
  ['an hour ahead', hourMs],
  ['an hour behind', -hourMs],
])(
  'servers whose clock is %s, from the start or since now, decide by the database’s (J17)',
  async (_, wrongByMs) => {
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + wrongByMs);
    // before anything else, since it looks by itself too
    expect(near(right)).toBe(false);
    const wrong = await startTestApp({ database });
    try {
      await rightAgain();
      expect([near(wrong), near(right)]).toEqual([true, true]);
      const servers = [right, wrong];
      // what happens now is not of the future, and a session of now is alive
      for (const { url } of servers) {
        const fact = { ...aFact({ email: machine.people[1]?.email ?? '' }), occurredAt };
        expect(await (await stateFact(url, machine.key, fact)).json()).toMatchObject({ points: 25 });
        const { cookie } = await anActor(right, 'employee');
        expect((await fetch(`${url}${readMe.path}`, { headers: { cookie } })).status).toBe(200);
      }
      // a false alarm brings 5 points, and 15 a day at most
      const alarm = () => ({
        ...aFact({ email: machine.people[0]?.email ?? '' }),
        ...{ kind: 'threat.reported', object: undefined, occurredAt },
      });
      const alarms = Array.from({ length: 12 }, (_one, i) => servers[i % 2]?.url ?? '');
      const answers = await Promise.all(alarms.map((url) => stateFact(url, machine.key, alarm())));
      expect(answers.map(({ status }) => status)).toEqual(alarms.map(() => 200));
    } finally {
      await wrong.stop();
    }
    const [earned] = await right.app
      .get(Database)
      .query(`SELECT sum(points)::int AS points FROM points_entry WHERE kind = 'threat.reported'`);
    expect(earned).toEqual({ points: 15 });
    vi.restoreAllMocks();
    await rightAgain();
  },
);
