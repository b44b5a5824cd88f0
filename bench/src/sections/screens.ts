import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { growCompany, liveAWhile } from '../company.js';
import { gather } from '../audience.js';
import { needDescriptors } from '../descriptors.js';
import { cpuSeconds } from '../cpu.js';
import type { Section } from '../results.js';
import { Screens } from '../screens.js';
import { startServer } from '../server.js';
import { plantSessions } from '../sessions.js';

const people = 1_000;
const perSecond = 500;
const seconds = Number(process.env.BENCH_SECONDS ?? 8);
/** As many as one person may have open on a process. */
const screensEach = (process.env.BENCH_SCREENS ?? '1,10').split(',').map(Number);
const tickMs = 260;

/** P9 and P10: how soon an award is on its owner's screens, and on everybody's. */
export const screensSection: Section = async (say) => {
  needDescriptors(people * Math.max(...screensEach));
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  const server = await startServer(path.join(folder, 'data'));
  try {
    const company = await growCompany(server.url, people);
    await liveAWhile(company, 14);
    const sessions = await plantSessions(server.postgresSocket, company.emails);
    for (const each of screensEach) {
      const crowd = await gather(company, sessions, each);
      const screens = new Screens(crowd);
      await screens.award(company, perSecond, 2);
      const before = cpuSeconds(server.pid);
      const seen = await new Screens(crowd).award(company, perSecond, seconds);
      const cpu = (cpuSeconds(server.pid) - before) / seconds;
      const name = `${crowd.size.toLocaleString('en')} sockets, ${perSecond} awards/s`;
      const load = `the award’s own answer ${figures(seen.answerMs)}; ${seen.frames.toLocaleString('en')} of ${seen.expectedFrames.toLocaleString('en')} frames, the server ${cpu.toFixed(2)} of a core`;
      say('P9', `award → the owner’s screens, ${name}`, `${figures(seen.ownMs)} (${load})`, 'p99 ≤ 50 ms');
      say('P10', `award → every screen, ${name}`, figures(seen.everyMs), `p99 ≤ ${tickMs + 200} ms`);
      crowd.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

function figures(sortedMs: readonly number[]): string {
  const at = (share: number) => sortedMs[Math.min(sortedMs.length - 1, Math.floor(sortedMs.length * share))];
  return `p50 ${at(0.5)?.toFixed(0) ?? '–'} ms, p99 ${at(0.99)?.toFixed(0) ?? '–'} ms of ${sortedMs.length}`;
}
