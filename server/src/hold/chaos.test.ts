import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '../../../tools/src/chaos/plan.js';
import { Run } from '../../../tools/src/chaos/run.js';
import { tellRedis } from '../../../tools/src/chaos/strike.js';
import { buildPrograms, type BuiltPrograms } from '../../test/server-process.js';

const { seed = 1 } = fc.readConfigureGlobal();

let folder: string;
let programs: BuiltPrograms;
let run: Run;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigil-chaos-'));
  programs = await buildPrograms();
  run = await Run.start(seed, { programs, folder });
});
afterAll(async () => {
  await run.stop();
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const fault = (name: Fault['name'], lastsMs = 0, server: Fault['server'] = 0): Fault => ({
  name,
  lastsMs,
  server,
});
const blow = (...faults: Fault[]) => ({ afterMs: 500, faults });

/** Behind the back of the product: as somebody who has the database itself. */
async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const address = new URL(run.cluster.postgres.superuserUrl);
  address.pathname = '/vigil';
  const client = new Client({ connectionString: address.href });
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${statements.join('; ')}`);
  await client.end();
}

it(`holds through faults of every part, on two servers (seed ${seed})`, async () => {
  await run.unleash([
    blow(fault('postgres-killed')),
    // the other one keeps the boards from here on
    blow(fault('redis-from-old-copy', 1_500), fault('server-killed', 0, 1)),
    // longer than PostgreSQL keeps a session that says nothing: its work is taken over, and it comes back too late
    blow(fault('server-paused', 12_000, 0)),
    blow(fault('redis-flushed'), fault('slow-screens', 2_000)),
  ]);
  expect(await run.check()).toEqual([]);
  expect(run.history.acknowledged).toBeGreaterThan(200);
});

it('finds what somebody changed behind its back, in the database and in Redis', async () => {
  const [lost] = run.history.facts.filter(({ answers }) => answers[0]?.points === 25);
  const key = lost?.fact.naturalKey ?? '';
  await asSuperuser(
    `DELETE FROM points_entry WHERE behaviour_id = (SELECT id FROM behaviour WHERE natural_key = '${key}')`,
    `DELETE FROM behaviour WHERE natural_key = '${key}'`,
    `UPDATE balance SET points = points + 1 WHERE member_id = (SELECT id FROM member WHERE email = '${lost?.fact.email ?? ''}')`,
  );
  // with the mark of the last change left as it was
  await tellRedis(run.cluster.redis.url, 'ZREMRANGEBYRANK vigil:{people.company.all.all}:scores 0 0');
  const found = await run.check();
  for (const words of [
    new RegExp(`^${key} was acknowledged, and is not there$`),
    /is due \d+ points, and the ledger has \d+$/,
    /is due \d+ points, and the balance is \d+$/,
    /^✗ L1 /,
    /^✗ P1 /,
    /people\.company\.all\..*: member .* has \d+, the store undefined/,
    /people\.company\.all\..* differs from the ledger and does not say so/,
  ])
    expect(found).toContainEqual(expect.stringMatching(words));
});
