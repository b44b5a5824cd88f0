import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../../tools/src/services/free-port.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { factoriesOn, openDatabase } from '../../test/factories.js';
import { startOwnRedis } from '../../test/redis.js';
import {
  buildPrograms,
  type BuiltPrograms,
  ready,
  runProgram,
  productionSettings,
} from '../../test/server-process.js';
import { stateFact } from '../../test/stated-facts.js';

const key = `vk_${'a'.repeat(43)}`;
const emails = Array.from({ length: 6 }, (_, i) => `member${i}@northwind.example`);
const zones = [
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
  'UTC',
  'America/St_Johns',
];
const stepMs = 7.61 * 3_600_000;

/** What happened to each: 20 things in a week, at every hour, with caps of days and weeks to run into. */
const startMs = Date.now() - 8 * 86_400_000;
const histories = emails.map((email, who) =>
  Array.from({ length: 20 }, (_, n) => ({
    naturalKey: `fact-${who}-${n}`,
    member: { email },
    kind: ['threat.reported', 'habit.adopted', 'threat.reported', 'colleague.helped'][n % 4] ?? '',
    occurredAt: new Date(startMs + n * stepMs * (n % 3 === 0 ? 1 : 0.97) + who * 60_000).toISOString(),
    ...(n % 4 === 1 ? { object: `habit-${n % 12}` } : {}),
  })),
);

let programs: BuiltPrograms;
let empty: TestDatabase;
let redis: Awaited<ReturnType<typeof startOwnRedis>>;
beforeAll(async () => {
  [programs, empty, redis] = await Promise.all([buildPrograms(), createTestDatabase(), startOwnRedis()]);
  const { database, close } = await openDatabase(empty.appUrl);
  const make = factoriesOn(database);
  await make.anOrganisation();
  const department = await make.aDepartment();
  const since = new Date(startMs - 86_400_000);
  for (const [i, email] of emails.entries())
    await make.aMember({ email, department, since, timeZone: zones[i] ?? 'UTC' });
  await database.query(
    `INSERT INTO source (name, type, kinds, key_hash, key_hint) VALUES ('All', 'api', $1, $2, 'aaaa')`,
    [['threat.reported', 'habit.adopted', 'colleague.helped'], createHash('sha256').update(key).digest()],
  );
  await close();
});
afterAll(async () => {
  await redis.stop();
  await empty.drop();
  programs.remove();
});

/** States everything anew to so many servers of one installation. @returns a hash of what they made of it */
async function rebuilt(servers: number, environment: Record<string, string>): Promise<string> {
  const database = await createTestDatabase(empty.name);
  const urls = await Promise.all(
    Array.from({ length: servers }, async () => `http://127.0.0.1:${await freePort()}`),
  );
  const running = urls.map((url) =>
    runProgram(programs.start, { ...productionSettings(url, database.appUrl), ...environment }),
  );
  try {
    await Promise.all(running.map((server, i) => ready(server, urls[i] ?? '')));
    await Promise.all(
      histories.map(async (facts, who) => {
        for (const fact of facts) {
          const answer = await stateFact(urls[who % servers] ?? '', key, fact);
          expect(answer.status, await answer.text()).toBe(200);
        }
      }),
    );
    return await hashOf(database);
  } finally {
    for (const server of running) server.process.kill('SIGKILL');
    await Promise.all(running.map((server) => server.ended));
    await database.drop();
  }
}

/** Of all that was decided; numbers and times of recording are the installation's own. */
async function hashOf(of: TestDatabase): Promise<string> {
  const { database, close } = await openDatabase(of.appUrl);
  const rows = await database.query(
    `SELECT b.natural_key, b.points AS answered, b.total_after, b.because, b.local_day::text, e.member_id, e.department_id, e.kind, e.part,
       e.points, e.coins, e.quiet, e.object, e.occurred_at, e.cap_day::text, e.cap_week, e.cooldown_key, e.counts_week, e.counts_month,
       e.counts_season, e.revision, e.explanation
     FROM behaviour b LEFT JOIN points_entry e ON e.behaviour_id = b.id ORDER BY b.natural_key COLLATE "C", e.part`,
  );
  await close();
  expect(rows.length).toBeGreaterThanOrEqual(histories.flat().length);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

it('the same facts make the same ledger, whatever zone and language a server has and however many they are (E11)', async () => {
  const once = await rebuilt(1, { TZ: 'UTC', LANG: 'C' });
  const elsewhere = { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
  expect(await rebuilt(2, { ...elsewhere, REDIS_URL: redis.url })).toBe(once);
});
