import { listPeriods, readBoard } from '@vigil/shared/leaderboards';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bare, startHello } from '../bare.js';
import { growCompany, liveAWhile, signInSome, type Visitor } from '../company.js';
import { rawRequest } from '../connection.js';
import { type ReadResult, reads } from '../read.js';
import { median, perSecond, type Section, times } from '../results.js';
import { type Server, startServer } from '../server.js';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const turns = 5;
const connections = 64;
const people = 2_000;

const noopPath = `${listPeriods.path}?unit=all`;
const pagePath = `${readBoard.path}?subject=people&unit=week`;

/** What is asked in a turn, in this order. */
interface Loads {
  readonly hello: () => Promise<ReadResult>;
  readonly noop: () => Promise<ReadResult>;
  readonly page: () => Promise<ReadResult>;
  readonly known: () => Promise<ReadResult>;
}

/**
 * P5 and P18: what an answer costs that somebody signed in gets, beside an answer of the bare adapter. Everybody asks
 * with a session of their own. Medians of five turns, each of which asks all servers.
 */
export const readsSection: Section = (say) =>
  withReaders(async ({ loads }) => {
    const seen = { hello: [], noop: [], page: [], known: [] } as Record<keyof Loads, ReadResult[]>;
    // in code that is compiled
    for (const load of Object.values(loads) as Loads['hello'][]) await load();
    for (let turn = 0; turn < turns; turn++)
      for (const name of Object.keys(loads) as (keyof Loads)[]) seen[name].push(await loads[name]());
    const figure = (name: keyof Loads): string => {
      const ratio = (by: 'perSecond' | 'perCpuSecond') =>
        times(median(seen[name].map((one, i) => one[by] / (seen.hello[i]?.[by] ?? 0))));
      const each = perSecond(median(seen[name].map((one) => one.perCpuSecond)));
      return `${ratio('perCpuSecond')} a CPU second of the server (${each}), ${ratio('perSecond')} a second`;
    };
    const hello = `${perSecond(median(seen.hello.map((one) => one.perCpuSecond)))} a CPU second, ${perSecond(median(seen.hello.map((one) => one.perSecond)))}`;
    say('', `bare Nest + Fastify: hello, world (${connections} connections)`, hello, 'the limit');
    say('P18', `an authenticated no-op: \`GET ${noopPath}\``, figure('noop'), '≥ 0.7×');
    const bytes = seen.page[0]?.bodyBytes.toLocaleString('en') ?? '';
    say('P5', `the top 50 of a board of ${people} (${bytes} bytes), signed in`, figure('page'), '≥ 0.8×');
    say('P5', 'the same, where the asker has it already (304)', figure('known'), '≥ 0.8×');
  });

/** A server with people who are signed in, and the bare adapter. */
export async function withReaders(
  work: (asked: { loads: Loads; server: Server; bare: Bare }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'));
  const bare = await startHello();
  try {
    const company = await growCompany(server.url, people);
    await liveAWhile(company, 2);
    await work({ loads: loadsOn(bare, server, await signInSome(company, connections)), server, bare });
  } finally {
    await bare.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadsOn(bare: Bare, server: Server, visitors: readonly Visitor[]): Loads {
  const asked = (address: string, more: Record<string, string> = {}): string[] =>
    visitors.map(({ cookies }) => rawRequest('GET', address, { cookie: cookies, ...more }));
  const load = { connections, seconds };
  return {
    hello: () => reads({ ...load, server: bare, requests: [rawRequest('GET', '/hello', {})] }),
    noop: () => reads({ ...load, server, requests: asked(noopPath) }),
    page: () => reads({ ...load, server, requests: asked(pagePath) }),
    known: async () => {
      const held = await fetch(new URL(pagePath, server.url), {
        headers: { cookie: visitors[0]?.cookies ?? '' },
      });
      const requests = asked(pagePath, { 'if-none-match': held.headers.get('etag') ?? '' });
      return reads({ ...load, server, requests, status: 304 });
    },
  };
}
