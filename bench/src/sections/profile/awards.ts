import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awards } from '../../award.js';
import { growCompany, liveAWhile } from '../../company.js';
import { cpuSeconds, cpuSecondsOfChildren } from '../../cpu.js';
import { Pgbench } from '../../pgbench.js';
import { profileOf } from '../../probed.js';
import type { Section } from '../../results.js';
import { startServer } from '../../server.js';
import { ask, settled } from '../../sql.js';
import { partsOf } from './parts.js';

const seconds = Number(process.env.BENCH_SECONDS ?? 5) * 4;
const statements = 10;

/** Where the time of an award goes: by process, by part of Node's work, by statement. */
export const profileOfAwards: Section = async (say) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const data = path.join(folder, 'data');
  try {
    const first = await startServer(data);
    const company = await growCompany(first.url, 10_000);
    await liveAWhile(company, 14);
    await settled(first.postgresSocket);
    await first.stop();

    appendFileSync(
      path.join(data, 'postgres', 'postgresql.auto.conf'),
      "\nshared_preload_libraries = 'pg_stat_statements'\n",
    );
    const server = await startServer(data);
    const socket = server.postgresSocket;
    const postmaster = Number(readFileSync(path.join(socket, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const limit = await Pgbench.prepare(socket, folder);
    await ask(socket, 'CREATE EXTENSION pg_stat_statements');
    await ask(socket, 'VACUUM ANALYZE');
    // so that everybody is known to it, as they are to a server that runs for long
    await liveAWhile(company, 1, { when: 'again', url: server.url });
    await settled(socket);
    await ask(socket, 'SELECT pg_stat_statements_reset()');
    const at = () =>
      [cpuSeconds(server.pid), cpuSecondsOfChildren(postmaster), cpuSeconds(process.pid)] as const;
    const before = at();
    let answers = 0;
    const profile = await profileOf(server.process, async () => {
      ({ answers } = await awards(company, 256, seconds, server.url));
      await settled(socket);
    });
    const after = at();
    const micros = (s: number): string => `${((s / answers) * 1e6).toFixed(0)} µs`;
    const [node, postgres, load] = after.map((s, i) => s - (before[i] ?? 0)) as [number, number, number];
    const all = node + postgres + load;
    const rows = await ask<{ ms: number; query: string }>(
      socket,
      `SELECT total_exec_time + total_plan_time AS ms, regexp_replace(query, '\\s+', ' ', 'g') AS query FROM pg_stat_statements
       WHERE toplevel AND calls > 5 ORDER BY 1 DESC LIMIT $1`,
      [statements],
    );
    const base = await limit.award(8, seconds / 4);
    await server.stop();
    say(
      'P1',
      'processor time for an award, all of it',
      micros(all),
      `${((2e6 * 0.97) / (base.perSecond * 0.8)).toFixed(0)} µs for 0.8× on two cores`,
    );
    say('', '· Node', micros(node), '');
    for (const [part, share] of partsOf(profile)) say('', `· · ${part}`, micros(share * node), '');
    say('', '· PostgreSQL', micros(postgres), '');
    for (const { ms, query } of rows) say('', `· · \`${query.slice(0, 70)}\``, micros(ms / 1_000), '');
    say('', '· the load itself', micros(load), '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
