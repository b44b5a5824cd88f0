import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { sealKeyOf, noSeal, sealOf } from '../src/features/points/seal/block-seal.js';
import { LedgerBlocksStore } from '../src/features/points/seal/ledger-blocks.store.js';
import { migrations } from '../src/migrations/index.js';
import { ownerDataSourceOptions } from '../src/platform/db/data-source.js';
import { Database } from '../src/platform/db/database.js';

/** The schema of the release before: people, facts, campaigns, rules, the audit log, corrections and seals. */
export const earlierMigrations = migrations.slice(0, 9);

/** As it was then: a kind that brings points, and a quiet one. */
const rules = JSON.stringify([
  { kind: 'habit.adopted', base: 25, oncePerObject: true },
  { kind: 'simulation.passed', base: 5, quiet: true, oncePerObject: true },
]);
const explained = `jsonb_build_object('full', points, 'speedStep', null, 'workingMinutes', null, 'factorBp', 10000, 'cap', null)`;
const periods = `at::date, to_char(at, 'IYYY"-W"IW'), to_char(at, 'IYYY"-W"IW'), to_char(at, 'YYYY-MM'), to_char(at, 'YYYY"-Q"Q')`;
const vigil = `'00000000-0000-4000-8000-000000000001'`;
const entryColumns = `(id, behaviour_id, member_id, department_id, kind, part, points, coins, quiet, object, source_id, occurred_at,
  cap_day, cap_week, counts_week, counts_month, counts_season, revision, explanation)`;

/** Twenty facts a person over three months; every tenth is quiet, every fiftieth was taken back. */
const life = (facts: number): string => `
  INSERT INTO installation (name, time_zone) VALUES ('Northwind', 'UTC');
  INSERT INTO ruleset (revision, effective_from, rules) VALUES (1, '2000-01-01T00:00:00Z', '${rules}');
  INSERT INTO department (name, name_key) SELECT 'Department ' || n, 'department ' || n FROM generate_series(1, 12) n;
  INSERT INTO member (email, email_key, first_name, last_name, department_id, time_zone, locale, created_at, joined_on, board_visibility)
    SELECT 'm' || n || '@northwind.example', 'm' || n || '@northwind.example', 'Member', 'Number ' || n, d.id, 'Europe/Berlin', 'en',
      now() - interval '100 days', current_date - 100, CASE WHEN n % 20 = 0 THEN 'hidden' ELSE 'named' END
    FROM generate_series(1, ${Math.ceil(facts / 20)}) n JOIN department d ON d.name_key = 'department ' || n % 12 + 1;
  INSERT INTO membership (member_id, department_id, from_at) SELECT id, department_id, created_at FROM member;
  INSERT INTO board_veil (member_id, from_at) SELECT id, created_at FROM member WHERE board_visibility = 'hidden';
  CREATE TEMP TABLE told AS
    SELECT f AS id, m.id AS member_id, m.department_id, f % 10 = 0 AS quiet, CASE WHEN f % 10 = 0 THEN 5 ELSE 25 END AS points,
      CASE WHEN f % 10 = 0 THEN 'simulation.passed' ELSE 'habit.adopted' END AS kind, 'object ' || f AS object,
      date_trunc('second', now()) - f * interval '80 days' / ${facts} - interval '1 hour' AS at
    FROM generate_series(1, ${facts}) f
    JOIN (SELECT id, department_id, row_number() OVER (ORDER BY id) AS n FROM member) m ON m.n = f % ${Math.ceil(facts / 20)} + 1;
  INSERT INTO behaviour (id, source_id, natural_key, body_hash, member_id, kind, object, occurred_at, points, total_after)
    SELECT id, ${vigil}, 'fact ' || id, '\\x00', member_id, kind, object, at, points, 0 FROM told;
  INSERT INTO points_entry ${entryColumns} SELECT id, id, member_id, department_id, kind, 'base', points, points, quiet, object,
    ${vigil}, at, ${periods}, 1, ${explained} FROM told;
  SELECT setval('behaviour_id_seq', ${facts}), setval('points_entry_id_seq', ${facts});
  INSERT INTO points_entry (behaviour_id, member_id, department_id, kind, part, points, coins, quiet, object, source_id, occurred_at,
      cap_day, cap_week, counts_week, counts_month, counts_season, revision, explanation, reverses_id, reversal, reason)
    SELECT NULL, member_id, department_id, kind, part, -points, -coins, quiet, object, source_id, occurred_at, cap_day, cap_week,
      counts_week, counts_month, counts_season, revision, explanation, id, 'corrected', 'It was somebody else' FROM points_entry WHERE id % 50 = 1;
  UPDATE balance b SET points = e.points, coins = e.coins, quiet = e.quiet, version = 1 FROM (SELECT member_id, sum(points) AS points,
    sum(coins) AS coins, coalesce(sum(points) FILTER (WHERE quiet), 0) AS quiet FROM points_entry GROUP BY 1) e WHERE e.member_id = b.member_id`;

/** What waited: a campaign that runs and one that is settled, addresses nobody is known by, questions, and the outbox. */
const loose = `
  INSERT INTO source (id, name, type, kinds, sealed_secret, key_hint) VALUES ('00000000-0000-4000-8000-0000000000aa', 'Simulator', 'gophish', '{}', '\\x00', 'abcd');
  INSERT INTO campaign (source_id, external_id, name, created_at, settled_at)
    VALUES ('00000000-0000-4000-8000-0000000000aa', '1', 'Autumn', now() - interval '60 days', now() - interval '30 days'),
      ('00000000-0000-4000-8000-0000000000aa', '2', 'Winter', now() - interval '2 days', NULL);
  INSERT INTO simulation_case (campaign_id, member_id) SELECT c.id, m.id FROM campaign c, (SELECT id FROM member ORDER BY id LIMIT 40) m;
  INSERT INTO simulation_event (campaign_id, email_key, type, occurred_ns, member_id)
    SELECT c.campaign_id, m.email_key, 'sent', 1764000000000000000, m.id FROM simulation_case c JOIN member m ON m.id = c.member_id;
  INSERT INTO simulation_event (campaign_id, email_key, type, occurred_ns) SELECT id, 'stranger@northwind.example', 'sent', 1 FROM campaign;
  INSERT INTO parked_address (source_id, email_key, address) VALUES (${vigil}, 'stranger@northwind.example', 'stranger@northwind.example');
  INSERT INTO parked_behaviour (parked_address_id, source_id, natural_key, body_hash, body)
    SELECT id, source_id, 'parked ' || n, '\\x00', '{"kind":"habit.adopted"}' FROM parked_address, generate_series(1, 30) n;
  INSERT INTO dead_letter (source_id, reason) VALUES (${vigil}, 'unreadable');
  INSERT INTO dispute (member_id, entry_id, asked_at) SELECT member_id, id, now() FROM points_entry WHERE id % 50 = 2 LIMIT 10;
  INSERT INTO outbox (consumer, topic, subject)
    SELECT 'leaderboards', 'points.changed', id::text FROM member ORDER BY id LIMIT 60`;

/** Brings an empty database to the release before, with a company that has lived in it. */
export async function anEarlierRelease(ownerUrl: string, facts: number, secretKey: string): Promise<void> {
  const source = await new DataSource(ownerDataSourceOptions(ownerUrl, earlierMigrations)).initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
    await source.query(life(facts));
    await source.query(loose);
    await seal(new Database(source), secretKey);
    await source.query('ANALYZE');
  } finally {
    await source.destroy();
  }
}

async function seal(sql: Database, secretKey: string): Promise<void> {
  const store = new LedgerBlocksStore();
  let before: Buffer = noSeal;
  let afterId = '0';
  for (let number = 1; ; number++) {
    const entries = await store.digests(sql, afterId, '9223372036854775807', 1_000);
    const lastId = entries.at(-1)?.id;
    if (lastId === undefined) return;
    const [entryIds, digests] = [entries.map((e) => e.id), Buffer.concat(entries.map((e) => e.digest))];
    const block = { number: String(number), form: 1, afterId, lastId, entryIds, digests };
    before = sealOf(sealKeyOf(secretKey), before, block);
    const sealed = { ...block, seal: before };
    await sql.transaction((tx) => store.add(tx, sealed));
    afterId = lastId;
  }
}

/** One award as the server of that release wrote it: the fact, its entry, the balance, and word of it. */
export async function awardAsThen(client: Client, key: string): Promise<void> {
  await client.query(
    `WITH who AS (SELECT id, department_id, now() AS at, 25 AS points FROM member WHERE board_visibility = 'named' ORDER BY id
       OFFSET abs(hashtext($1)) % 30 LIMIT 1),
     fact AS (INSERT INTO behaviour (source_id, natural_key, body_hash, member_id, kind, object, occurred_at, points, total_after)
       SELECT ${vigil}, $1, '\\x00', id, 'habit.adopted', $1, at, 25, 0 FROM who RETURNING id),
     entry AS (INSERT INTO points_entry ${entryColumns} SELECT nextval('points_entry_id_seq'), fact.id, who.id, department_id,
       'habit.adopted', 'base', 25, 25, false, $1, ${vigil}, at, ${periods}, 1, ${explained} FROM who, fact),
     word AS (INSERT INTO outbox (consumer, topic, subject) SELECT 'leaderboards', 'points.changed', id::text FROM who)
     UPDATE balance b SET points = b.points + 25, coins = coins + 25, version = version + 1 FROM who WHERE b.member_id = who.id`,
    [key],
  );
}
