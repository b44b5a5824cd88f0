import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awards, awardsWithRepeats, readsAfterAwards } from '../award.js';
import { startBare } from '../bare.js';
import { growCompany, liveAWhile, signInSome } from '../company.js';
import { framesAt } from '../frames.js';
import { Pgbench } from '../pgbench.js';
import { median, ms, perSecond, type Section, times } from '../results.js';
import { startServer } from '../server.js';
import { ask, settled } from '../sql.js';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const reads = Number(process.env.BENCH_READS ?? 100_000);

/** P1, P3, P11, P13, P14: awards one a request, beside pgbench's best single award. Medians of three turns. */
export const awardsSection: Section = async (say) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'));
  try {
    const limit = await Pgbench.prepare(server.postgresSocket, folder);
    const company = await growCompany(server.url, 10_000);
    await liveAWhile(company, 14);
    // both sides are measured on tables that PostgreSQL knows, and in code that is compiled
    await ask(server.postgresSocket, 'VACUUM ANALYZE');
    await awards(company, 64, 10);

    const bare = await startBare(server.postgresSocket);
    const ratios: number[] = [];
    const bareRatios: number[] = [];
    const p50s: number[] = [];
    const bareP50s: number[] = [];
    const best: number[] = [];
    let p99 = 0;
    for (let turn = 0; turn < 3; turn++) {
      await settled(server.postgresSocket);
      const [base, one] = [await limit.award(8, seconds), await limit.award(1, 2)];
      const many = await awards(company, 256, seconds);
      await settled(server.postgresSocket);
      const single = await awards(company, 1, 2);
      ratios.push(many.perSecond / base.perSecond);
      best.push(many.perSecond);
      p50s.push(single.p50Ms / one.p50Ms);
      const [bareMany, bareSingle] = [
        await awards(company, 256, seconds, bare.url),
        await awards(company, 1, 2, bare.url),
      ];
      bareRatios.push(bareMany.perSecond / base.perSecond);
      bareP50s.push(bareSingle.p50Ms / one.p50Ms);
      console.log(
        `     turn ${turn + 1}: awards ${perSecond(many.perSecond)} (${many.refused} refused), pgbench ${perSecond(base.perSecond)}; one connection ${ms(single.p50Ms)} beside ${ms(one.p50Ms)}`,
      );
      p99 = Math.max(p99, (await awards(company, 64, seconds)).p99Ms);
    }
    await bare.stop();
    say(
      'P1',
      'durable awards beside pgbench’s best single award (8 clients)',
      `${times(median(ratios))}, ${perSecond(median(best))}`,
      '≥ 0.8×',
    );
    say('P3', 'award p99 at 64 connections', ms(p99), '≤ 15 ms');
    say('P3', 'award p50 at 1 connection beside pgbench’s', times(median(p50s)), '≤ 3×');

    say(
      'P1, P3',
      'the same asked of Node’s bare HTTP server with pgbench’s one statement, ungrouped',
      `${times(median(bareRatios))}; p50 at 1 connection ${times(median(bareP50s))}`,
      'what there is to come near to',
    );

    const before = await ledgerRows(server.postgresSocket);
    const repeats = await awardsWithRepeats(company, 256, seconds);
    const added = (await ledgerRows(server.postgresSocket)) - before;
    say(
      'P14',
      'half of the keys repeated',
      `${(repeats.perSecond / median(best)).toFixed(2)}× of P1; ${added} ledger rows for ${repeats.distinct} distinct keys`,
      '≥ 0.9×, equal',
    );

    const visitors = await signInSome(company, 64);
    const fresh = await readsAfterAwards(company, visitors, reads);
    say(
      'P13',
      'reads right after an award',
      `${fresh.stale} stale of ${fresh.reads.toLocaleString('en')}, ${fresh.wrongTotals} wrong totals`,
      '0 stale',
    );

    for (const pace of [500, 5_000]) {
      const f = await framesAt(company, visitors.slice(0, 20), 200, pace, seconds);
      say(
        'P11',
        `frames a tick at ${pace} awards/s, ${f.sockets} sockets`,
        (f.frames / f.ticks).toFixed(0),
        `≤ ${f.sockets}`,
      );
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function ledgerRows(socket: string): Promise<number> {
  const [counted] = await ask<{ n: string }>(socket, 'SELECT count(*) AS n FROM points_entry');
  return Number(counted?.n);
}
