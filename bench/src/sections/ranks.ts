import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crowd, rebuilt } from '../crowd.js';
import type { RankFigures } from '../rank-child.js';
import { median, perSecond, type Section, times } from '../results.js';
import { startServer } from '../server.js';

const few = 10_000;
/** Members of the large board. */
const many = Number(process.env.BENCH_RANKED ?? 10_000_000);
/** Members of the company whose boards are rebuilt. */
const crowded = Number(process.env.BENCH_MEMBERS ?? 100_000);
const inTime = new Map([
  [100_000, '≤ 2 s'],
  [1_000_000, '≤ 10 s'],
]);

/** P6, P7, P17: own ranks among few and among many, what such a board takes, and boards built from the ledger. */
export const ranksSection: Section = async (say) => {
  const sizes = `${many.toLocaleString('en')} members beside ${few.toLocaleString('en')}`;
  const small = await ranked(few);
  const large = await ranked(many);
  const turns: (readonly [RankFigures, RankFigures])[] = [];
  try {
    // the first turn compiles
    for (let turn = 0; turn < 4; turn++) turns.push([await small.measure(), await large.measure()]);
  } finally {
    small.stop();
    large.stop();
  }
  const middle = (of: (turn: readonly [RankFigures, RankFigures]) => number) =>
    median(turns.slice(1).map((turn) => of(turn)));
  say(
    'P6',
    `own ranks over HTTP, embedded store, ${sizes}`,
    `${times(middle(([a, b]) => b.requests / a.requests))}, ${perSecond(middle(([, b]) => b.requests))}`,
    '≥ 0.9×',
  );
  say(
    'P6',
    'the same as bare calls in one process',
    `${perSecond(middle(([, b]) => b.calls))} beside ${perSecond(middle(([a]) => a.calls))}`,
    'what memory gives',
  );
  say(
    'P7',
    `bytes a member of the rank index, beyond the ids and who sits where (${many.toLocaleString('en')} members)`,
    middle(([, b]) => b.ranking).toFixed(1),
    '≤ 16',
  );
  say('P7', 'bytes a member of who sits where', middle(([, b]) => b.seats).toFixed(1), 'stated');
  await rebuilding(say);
};

async function rebuilding(say: Parameters<Section>[0]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'), { logLevel: 'info' });
  try {
    await crowd(server.postgresSocket, crowded);
    const all = [await rebuilt(server), await rebuilt(server), await rebuilt(server)];
    say(
      'P17',
      `boards of ${crowded.toLocaleString('en')} members with two entries each built anew, 23 departments, all open periods`,
      `${median(all.map(({ seconds }) => seconds)).toFixed(1)} s`,
      inTime.get(crowded) ?? 'in proportion',
    );
    say(
      'P17',
      'the longest that somebody waited for an answer meanwhile',
      `${median(all.map(({ worstMs }) => worstMs)).toFixed(0)} ms`,
      'served meanwhile',
    );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ranked(size: number) {
  const child = fork(new URL('../rank-child.js', import.meta.url), [String(size)], {
    execArgv: ['--max-semi-space-size=32'],
  });
  await once(child, 'message');
  return {
    measure: async (): Promise<RankFigures> => {
      child.send('measure');
      const [figures] = (await once(child, 'message')) as [RankFigures];
      return figures;
    },
    stop: () => child.kill(),
  };
}
