import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { badgePlants } from '../../test/badge-plants.js';
import { makeBusy } from '../../test/busy-installation.js';
import { type Planting, plantingIn } from '../../test/planting.js';
import { copyOf, newId, reversal, somebody, someEntry } from '../../test/row-copies.js';
import { allCarried } from '../../test/settled.js';
import { spotlightPlants } from '../../test/spotlight-plants.js';
import { streakPlants } from '../../test/streak-plants.js';
import { thanksPlants } from '../../test/thanks-plants.js';
import { wishPlants } from '../../test/wish-plants.js';
import { Database } from '../platform/db/database.js';
import { entryDigest } from '../features/points/seal/entry-digest.js';
import { LedgerSealer } from '../features/points/seal/ledger-sealer.js';
import { badgeChecks } from './badge-checks.js';
import { givenTimeChecks } from './given-time-checks.js';
import { ledgerChecks, outboxChecks } from './ledger-checks.js';
import { recognitionChecks } from './recognition-checks.js';
import { sealChecks } from './seal-checks.js';
import { spotlightChecks } from './spotlight-checks.js';
import { streakChecks } from './streak-checks.js';

let server: TestApp;
let sql: Database;
let planting: Planting;

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await makeBusy(server, sql);
  await vi.waitFor(async () => {
    await server.app.get(LedgerSealer).round();
    const open = `SELECT FROM points_entry WHERE id > (SELECT coalesce(max(last_id), 0) FROM ledger_block)`;
    expect(await sql.query(open)).toEqual([]);
  });
  planting = await plantingIn(server.database.name);
  await allCarried(sql);
});
afterAll(async () => {
  await planting.end();
  await server.stop();
});

/** Which laws find something once the plant stands, with what they say; everything is taken back afterwards. */
const found = (plant: string): Promise<Map<string, readonly string[]>> =>
  planting.found(plant, [
    ...ledgerChecks,
    ...sealChecks(server.config.secretKey),
    ...streakChecks,
    ...badgeChecks,
    ...recognitionChecks,
    ...spotlightChecks,
    ...givenTimeChecks,
    ...outboxChecks,
  ]);

it('names the very row that a superuser edited, took away or put in (E26)', async () => {
  const [entry] = await sql.query<{ id: string }>(`SELECT ${someEntry} AS id`);
  const id = entry?.id ?? '';
  const told = async (plant: string) => (await found(plant)).get('L9') ?? [];
  expect(await told(`UPDATE points_entry SET reason = 'x' WHERE id = ${id}`)).toEqual([
    `entry ${id} was changed after block 1 was sealed`,
  ]);
  expect(await told(`DELETE FROM points_entry WHERE id = ${id}`)).toEqual([`entry ${id} of block 1 is gone`]);
  expect(await told(copyOf('points_entry', { id: '0' }, `id = ${id}`))).toEqual([
    'entry 0 was put in after block 1 was sealed',
  ]);
});

describe('a planted bug is named by its law', () => {
  it('and where there is none, nothing is', async () => {
    expect(await found('SELECT')).toEqual(new Map());
    // the ground on which the plants stand
    const [kinds] = await sql.query(
      `SELECT count(*) FILTER (WHERE reversal = 'moved') > 0 AS moved, count(*) FILTER (WHERE part = 'first') > 0 AS first,
         count(*) FILTER (WHERE quiet) > 0 AS quiet, (SELECT count(*) > 0 FROM behaviour WHERE because = 'cap-reached') AS capped
       FROM points_entry`,
    );
    expect(kinds).toEqual({ moved: true, first: true, quiet: true, capped: true });
  });

  it.each([
    ['a balance is raised', 'L1', `UPDATE balance SET points = points + 1 WHERE member_id = ${somebody}`],
    ['coins are taken', 'L1', `UPDATE balance SET coins = coins - 1 WHERE member_id = ${somebody}`],
    ['a balance is gone', 'L1', `DELETE FROM balance WHERE member_id = ${somebody}`],
    ['an entry is edited', 'L1', `UPDATE points_entry SET points = points + 1 WHERE id = ${someEntry}`],
    [
      'an entry is edited, and its balance with it',
      'L2',
      `UPDATE balance SET points = points + 1 WHERE member_id = (SELECT member_id FROM points_entry WHERE id = ${someEntry});
       UPDATE points_entry SET points = points + 1 WHERE id = ${someEntry}`,
    ],
    [
      'an entry is deleted, and its balance lowered',
      'L2',
      `UPDATE balance b SET points = b.points - e.points, coins = b.coins - e.coins FROM points_entry e WHERE e.id = ${someEntry} AND b.member_id = e.member_id;
       DELETE FROM points_entry WHERE id = ${someEntry}`,
    ],
    [
      'an entry is given to somebody else',
      'L3',
      `UPDATE points_entry SET member_id = (SELECT id FROM member WHERE role = 'security') WHERE id = ${someEntry}`,
    ],
    [
      'an entry follows from nothing',
      'L3',
      `UPDATE points_entry SET behaviour_id = NULL WHERE id = ${someEntry}`,
    ],
    [
      'an entry has a kind of its own',
      'L3',
      `UPDATE points_entry SET kind = 'policy.attested' WHERE id = ${someEntry}`,
    ],
    [
      'an entry stands under a rule that came later',
      'L3',
      copyOf('ruleset', { revision: '2', effective_from: `now() + interval '1 day'` }, 'revision = 1') +
        `; UPDATE points_entry SET revision = 2 WHERE id = ${someEntry}`,
    ],
    [
      'a fact is counted twice',
      'L4',
      `ALTER TABLE behaviour DROP CONSTRAINT behaviour_source_id_natural_key_key;` +
        copyOf('behaviour', newId, `id = (SELECT min(id) FROM behaviour)`),
    ],
    ['an object brings its award twice', 'L4', copyOf('points_entry', newId, `id = ${someEntry}`)],
    [
      'a cap is exceeded by one point',
      'L5',
      `UPDATE points_entry SET points = points + 1, coins = coins + 1 WHERE id = (SELECT min(id) FROM points_entry WHERE kind = 'threat.reported')`,
    ],
    [
      'a cap is called reached before it was',
      'L5',
      `DELETE FROM points_entry WHERE id = (SELECT min(id) FROM points_entry WHERE kind = 'threat.reported')`,
    ],
    ['a balance falls below zero', 'L6', reversal({ points: '-1000' })],
    ['coins fall below zero', 'L6', reversal({ coins: '-1000' })],
    ['a reversal takes back less', 'L7', reversal({ points: '-r.points + 1' })],
    ['a reversal takes back no coins', 'L7', reversal({ coins: '0' })],
    [
      'a reversal is for somebody else',
      'L7',
      reversal({ member_id: `(SELECT id FROM member WHERE role = 'security')` }),
    ],
    [
      'an entry is taken back twice',
      'L7',
      `DROP INDEX points_entry_reversed_once; ${reversal({})}; ${copyOf('points_entry', { id: '900000001' }, 'id = 900000000')}`,
    ],
    [
      'a reversal is taken back',
      'L7',
      `DROP INDEX points_entry_reversed_once; ${reversal({})}; ${copyOf('points_entry', { id: '900000001', reverses_id: '900000000' }, 'id = 900000000')}`,
    ],
    [
      'a campaign has a second first reporter',
      'L8',
      copyOf(
        'points_entry',
        { ...newId, part: `'first'` },
        `kind = 'simulation.reported' AND object IN (SELECT c.id::text FROM simulation_case c JOIN campaign g ON g.id = c.campaign_id
           WHERE c.member_id <> g.first_reporter_id) LIMIT 1`,
      ),
    ],
    [
      'another is said to have been first',
      'L8',
      `UPDATE campaign SET first_reporter_id = (SELECT id FROM member WHERE role = 'security')`,
    ],
    [
      'an entry is beyond bounds',
      'L12',
      `ALTER TABLE points_entry DROP CONSTRAINT points_entry_points_check; UPDATE points_entry SET points = 1001 WHERE id = ${someEntry}`,
    ],
    ['a point is no coin', 'L14', `UPDATE points_entry SET coins = 0 WHERE id = ${someEntry}`],
    [
      'coins alone are brought where the rule brings points',
      'L14',
      `UPDATE points_entry SET points = 0 WHERE id = ${someEntry}`,
    ],
    [
      'a balance is too large to be exact',
      'L12',
      `UPDATE balance SET points = 9007199254740992 WHERE member_id = ${somebody}`,
    ],
    [
      'an entry is edited in step with its fact and its balance',
      'L9',
      `UPDATE balance SET points = points + 1 WHERE member_id = (SELECT member_id FROM points_entry WHERE id = ${someEntry});
       UPDATE behaviour SET points = points + 1 WHERE id = (SELECT behaviour_id FROM points_entry WHERE id = ${someEntry});
       UPDATE points_entry SET points = points + 1 WHERE id = ${someEntry}`,
    ],
    ['words of an entry are edited', 'L9', `UPDATE points_entry SET about = 'x' WHERE id = ${someEntry}`],
    [
      'an entry is moved in time by a microsecond',
      'L9',
      `UPDATE points_entry SET recorded_at = recorded_at + interval '1 microsecond' WHERE id = ${someEntry}`,
    ],
    ['a sealed entry is gone', 'L9', `DELETE FROM points_entry WHERE id = ${someEntry}`],
    ['an entry is put in among the sealed', 'L9', copyOf('points_entry', { id: '-1' }, `id = ${someEntry}`)],
    [
      'an entry is edited, and its digest with it',
      'L9',
      `UPDATE points_entry SET about = 'x' WHERE id = ${someEntry};
       UPDATE ledger_block SET digests = (SELECT string_agg(${entryDigest}, '' ORDER BY e.id) FROM points_entry e WHERE e.id = ANY(entry_ids))`,
    ],
    [
      'a block is gone',
      'L9',
      copyOf(
        'ledger_block',
        {
          ...{ number: 'r.number + 1', after_id: 'r.last_id', last_id: 'r.last_id + 1' },
          ...{ entry_ids: `'{}'`, digests: `''` },
        },
        'number = (SELECT max(number) FROM ledger_block)',
      ) + `; DELETE FROM ledger_block WHERE number = (SELECT max(number) - 1 FROM ledger_block)`,
    ],
    [
      'sealing has stopped',
      'L9',
      `DELETE FROM ledger_block; UPDATE points_entry SET recorded_at = now() - interval '2 hours' WHERE id = ${someEntry}`,
    ],
    [
      'weeks are counted again by one person alone',
      'L13',
      `ALTER TABLE rescore DROP CONSTRAINT rescore_two_people;
       INSERT INTO rescore (revision, first_week, last_week, from_at, until_at, why, proposed_by, proposed_at, approved_by, approved_at)
       SELECT 1, '2026-W01', '2026-W01', now() - interval '9 days', now() - interval '2 days', 'x', ${somebody}, now(), ${somebody}, now()`,
    ],
    ['an entry is taken back in the name of nobody’s decision', 'L13', reversal({ reversal: `'rescored'` })],
    [
      'an entry stands under rules that were withdrawn long before',
      'L3',
      copyOf(
        'ruleset',
        {
          revision: '2',
          effective_from: `now() - interval '300 days'`,
          published_at: `now() - interval '301 days'`,
        },
        'revision = 1',
      ) +
        `; INSERT INTO ruleset_withdrawal SELECT 2, now() - interval '300 days', ${somebody}, 'x';
       UPDATE points_entry SET revision = 2 WHERE id = ${someEntry}`,
    ],
    [
      'rules that held were passed over',
      'L3',
      copyOf(
        'ruleset',
        {
          revision: '2',
          effective_from: `now() - interval '300 days'`,
          published_at: `now() - interval '301 days'`,
        },
        'revision = 1',
      ),
    ],
    ...wishPlants(somebody),
    [
      'a change is stuck',
      'P5',
      `INSERT INTO outbox (consumer, topic, subjects, created_at) VALUES ('nobody', 'points.changed', '{x}', now() - interval '11 seconds')`,
    ],
    [
      'a change was given up',
      'P5',
      `INSERT INTO outbox_dead (id, consumer, topic, subject, created_at, attempts, last_error) VALUES (1, 'boards', 'points.changed', 'x', now(), 8, 'why')`,
    ],
  ])('%s: %s', (_, law, plant) => expectFound(law, plant));

  it.each(spotlightPlants(somebody))('%s: %s', (_, law, plant) => expectFound(law, plant));

  it.each(thanksPlants(somebody))('%s: %s', (_, law, plant) => expectFound(law, plant));

  it.each(streakPlants(somebody))('%s: %s', (_, law, plant) => expectFound(law, plant));
  it.each(badgePlants(somebody))('%s: %s', (_, law, plant) => expectFound(law, plant));
});

async function expectFound(law: string | undefined, plant: string | undefined): Promise<void> {
  const broken = await found(plant ?? '');
  expect([...broken.keys()]).toContain(law);
  // lines are for operators: numbers and ids, no addresses
  expect([...broken.values()].flat().join()).not.toContain('@');
}
