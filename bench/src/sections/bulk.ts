import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awards } from '../award.js';
import { growCompany, liveAWhile } from '../company.js';
import { Pgbench } from '../pgbench.js';
import { median, perSecond, type Section, times } from '../results.js';
import { startServer } from '../server.js';
import { ask, settled, walOf } from '../sql.js';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const turns = 3;
/** Facts for everybody in each turn. */
const each = 2;

/** P2, P16: facts a thousand a request, and what a single one writes to PostgreSQL's log. Medians of three turns. */
export const bulkSection: Section = async (say) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'));
  const socket = server.postgresSocket;
  try {
    const limit = await Pgbench.prepare(socket, folder);
    const company = await growCompany(server.url, 10_000);
    await liveAWhile(company, 14);
    await ask(socket, 'VACUUM ANALYZE');

    // first, on tables of the same size each time: right after a checkpoint whole pages come on top
    const award: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      await settled(socket);
      const ours = await walOf(socket, () => awards(company, 256, seconds));
      await settled(socket);
      await limit.insert(8, 2);
      const theirs = await walOf(socket, () => limit.insert(8, seconds));
      award.push(ours.bytes / ours.result.answers);
      bare.push(theirs.bytes / theirs.result.transactions);
    }
    say(
      'P16',
      'bytes of write-ahead log for an award, beside pgbench’s bare keyed insert',
      `${times(median(award) / median(bare))}: ${median(award).toFixed(0)} and ${median(bare).toFixed(0)} bytes`,
      '≤ 2×',
    );

    const measured = [1, 2].map((atOnce) => ({ atOnce, rates: [] as number[], ratios: [] as number[] }));
    for (let turn = 0; turn < turns; turn++) {
      await settled(socket);
      const base = await limit.awardsTogether(2, seconds);
      for (const { atOnce, rates, ratios } of measured) {
        await settled(socket);
        const start = performance.now();
        await liveAWhile(company, each, { when: `turn-${turn}-${atOnce}`, atOnce });
        const rate = (company.emails.length * each * 1_000) / (performance.now() - start);
        rates.push(rate);
        ratios.push(rate / base);
      }
    }
    for (const { atOnce, rates, ratios } of measured)
      say(
        'P2',
        `facts, a thousand a request, ${atOnce} at a time, beside pgbench’s hundred awards a commit (2 clients)`,
        `${times(median(ratios))}, ${perSecond(median(rates))}`,
        '≥ 0.7×',
      );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
