import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Server } from './server.js';

const source = `(SELECT id FROM source ORDER BY id LIMIT 1)`;

/**
 * Puts people into the company, each with two facts of the last weeks: rows as the product writes them, in the order of
 * time, in bulk. Foreign keys and the opening of balances are left out, because the rows are right by construction; the
 * demo's challenges are put aside, since they count everybody over and over.
 */
function statements(members: number): string[] {
  return [
    `SET synchronous_commit = off`,
    `SET work_mem = '256MB'`,
    `SET session_replication_role = replica`,
    `UPDATE challenge SET state = 'draft' WHERE state IN ('scheduled', 'live')`,
    `INSERT INTO department (name, name_key) SELECT 'Crowd ' || g, 'crowd ' || g FROM generate_series(1, 20) g`,
    `CREATE TEMP TABLE side AS SELECT id, row_number() OVER () - 1 AS n FROM department WHERE name_key LIKE 'crowd %'`,
    `INSERT INTO member (email, email_key, first_name, last_name, department_id, time_zone, locale)
       SELECT g || '@crowd.example', g || '@crowd.example', 'Person', 'Number ' || g, side.id, 'Europe/Berlin', 'en'
       FROM generate_series(1, ${members}) g JOIN side ON side.n = g % 20`,
    `CREATE TEMP TABLE crowd AS SELECT id, department_id FROM member WHERE email_key LIKE '%@crowd.example'`,
    `INSERT INTO membership (member_id, department_id, from_at) SELECT id, department_id, now() - interval '90 days' FROM crowd`,
    `CREATE TEMP TABLE fact AS SELECT id, department_id, t, 1 + floor(999 * power(random(), 3))::int AS points,
       now() - (3 - t) * random() * interval '20 days' AS at FROM crowd, generate_series(1, 2) t`,
    `WITH stated AS (
       INSERT INTO behaviour (source_id, natural_key, body_hash, member_id, kind, occurred_at, points, total_after)
         SELECT ${source}, id || '-' || t, '', id, 'suggestion.adopted', at, points,
           sum(points) OVER (PARTITION BY id ORDER BY at, t) FROM fact ORDER BY at
       RETURNING id, source_id, member_id, kind, points, occurred_at, occurred_at AT TIME ZONE (SELECT time_zone FROM installation) AS local)
     INSERT INTO points_entry (behaviour_id, member_id, department_id, kind, part, points, coins, quiet, source_id, occurred_at,
         cap_day, cap_week, counts_week, counts_month, counts_season, revision, explanation)
       SELECT s.id, member_id, department_id, kind, 'base', points, points, false, source_id, occurred_at, local::date,
         to_char(local, 'IYYY-"W"IW'), to_char(local, 'IYYY-"W"IW'), to_char(local, 'YYYY-MM'), to_char(local, 'YYYY-"Q"Q'),
         (SELECT max(revision) FROM ruleset), '{}' FROM stated s JOIN crowd ON crowd.id = member_id ORDER BY s.id`,
    `INSERT INTO balance (member_id, points, coins, version) SELECT id, sum(points), sum(points), count(*) FROM fact GROUP BY id`,
    `VACUUM ANALYZE`,
  ];
}

export async function crowd(socket: string, members: number): Promise<void> {
  await asked(socket, statements(members));
}

/**
 * Has the boards built anew while the old ones stand: where the organisation's day is another one, they are. Asks all the
 * while, as somebody who reads would.
 */
export async function rebuilt(
  server: Server,
): Promise<{ seconds: number; worstMs: number; members: number }> {
  const { postgresSocket: socket } = server;
  const before = server.said('boards built').length;
  await asked(socket, [
    `UPDATE installation SET time_zone = CASE time_zone WHEN 'Pacific/Kiritimati' THEN 'Pacific/Niue' ELSE 'Pacific/Kiritimati' END`,
  ]);
  let worstMs = 0;
  for (let tries = 0; tries < 60_000; tries++) {
    const start = performance.now();
    await (await fetch(`${server.url}/health/live`)).text();
    worstMs = Math.max(worstMs, performance.now() - start);
    await pause(10);
    if (tries % 25 > 0) continue;
    const line = server.said('boards built').at(before);
    if (line === undefined) continue;
    const { ms, members } = JSON.parse(line) as { ms: number; members: number };
    return { seconds: ms / 1_000, worstMs, members };
  }
  throw new Error('the boards were not built');
}

async function asked(socket: string, texts: readonly string[]): Promise<void> {
  const client = new Client({ host: socket, user: 'postgres', database: 'vigil' });
  await client.connect();
  for (const text of texts) await client.query(text);
  await client.end();
}
