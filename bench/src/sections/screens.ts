import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { growCompany, liveAWhile } from '../company.js';
import { gather } from '../audience.js';
import { needDescriptors } from '../descriptors.js';
import { cpuSeconds } from '../cpu.js';
import type { Section } from '../results.js';
import { type Seen, Screens } from '../screens.js';
import { type Server, startServer } from '../server.js';
import { plantSessions } from '../sessions.js';

const people = 1_000;
export const perSecond = 500;
export const seconds = Number(process.env.BENCH_SECONDS ?? 8);
/** As many as one person may have open on a process. */
const screensEach = (process.env.BENCH_SCREENS ?? '1,10').split(',').map(Number);
const tickMs = 260;

interface Watched {
  readonly server: Server;
  readonly sockets: number;
  /** Awards at the pace of the section for so many seconds, while all screens watch. */
  readonly watch: (forSeconds: number) => Promise<Seen>;
}

/** P9 and P10: how soon an award is on its owner's screens, and on everybody's. */
export const screensSection: Section = async (say) => {
  for (const each of screensEach)
    await withScreens(each, async ({ server, sockets, watch }) => {
      const before = cpuSeconds(server.pid);
      const seen = await watch(seconds);
      const cpu = (cpuSeconds(server.pid) - before) / seconds;
      const name = `${sockets.toLocaleString('en')} sockets, ${perSecond} awards/s`;
      const load = `the award’s own answer ${figures(seen.answerMs)}; ${seen.frames.toLocaleString('en')} of ${seen.expectedFrames.toLocaleString('en')} frames, the server ${cpu.toFixed(2)} of a core`;
      say('P9', `award → the owner’s screens, ${name}`, `${figures(seen.ownMs)} (${load})`, 'p99 ≤ 50 ms');
      say('P10', `award → every screen, ${name}`, figures(seen.everyMs), `p99 ≤ ${tickMs + 200} ms`);
    });
};

/** A server with a company of a thousand, so many screens of each of whom watch a board. In code that is compiled. */
export async function withScreens(each: number, work: (watched: Watched) => Promise<void>): Promise<void> {
  needDescriptors(people * each);
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'));
  try {
    const company = await growCompany(server.url, people);
    await liveAWhile(company, 14);
    const crowd = await gather(company, await plantSessions(server.postgresSocket, company.emails), each);
    const watch = (forSeconds: number) => new Screens(crowd).award(company, perSecond, forSeconds);
    await watch(2);
    await work({ server, sockets: crowd.size, watch });
    crowd.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(sortedMs: readonly number[]): string {
  const at = (share: number) => sortedMs[Math.min(sortedMs.length - 1, Math.floor(sortedMs.length * share))];
  return `p50 ${at(0.5)?.toFixed(0) ?? '–'} ms, p99 ${at(0.99)?.toFixed(0) ?? '–'} ms of ${sortedMs.length}`;
}
