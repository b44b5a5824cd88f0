import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { growCompany } from '../company.js';
import { gather } from '../audience.js';
import { needDescriptors } from '../descriptors.js';
import { startNchan } from '../nchan.js';
import { type Memory, memoryOf } from '../probed.js';
import { median, perSecond, type Section, times } from '../results.js';
import { type Delivery, Listeners, nchanRoom, type Room, startSocketRoom } from '../room.js';
import { startServer } from '../server.js';
import { plantSessions } from '../sessions.js';

const sizes = (process.env.BENCH_SOCKETS ?? '5000,10000').split(',').map(Number);
const seconds = Number(process.env.BENCH_SECONDS ?? 1.5);
const turns = 3;
const idle = 10_000;
const screensEach = 10;
const kinds = ['raw', 'fan-out', 'nchan'] as const;
type Kind = (typeof kinds)[number];
const crowded = 3;

/** P8 and P12: a kilobyte to thousands of sockets, and what an idle one holds, beside socket.io itself and nchan. */
export const socketsSection: Section = async (say) => {
  needDescriptors(Math.max(idle, ...sizes));
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
  try {
    for (const size of sizes) await fanOut(size, folder, say);
    await idleSockets(folder, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function fanOut(size: number, folder: string, say: Parameters<Section>[0]): Promise<void> {
  const seen = new Map<string, Delivery[]>();
  for (let turn = 0; turn < turns; turn++)
    for (const kind of kinds) {
      const room = await open(kind, folder);
      if (room === null) continue;
      const listeners = await Listeners.join(room, size);
      for (const underWay of [1, crowded]) {
        const delivery = await listeners.deliver(underWay, seconds);
        const key = `${kind} ${underWay}`;
        seen.set(key, [...(seen.get(key) ?? []), delivery]);
        console.log(
          `     turn ${turn + 1}, ${size}, ${key}: ${perSecond(delivery.perSecond)}, ${delivery.cpuMicros.toFixed(1)} µs`,
        );
      }
      listeners.close();
      await room.stop();
    }
  for (const underWay of [1, crowded]) {
    const of = (kind: Kind) => seen.get(`${kind} ${underWay}`) ?? [];
    const ratio = (beside: Kind, figure: (d: Delivery) => number) =>
      times(median(of('fan-out').map((own, i) => figure(own) / figure(of(beside)[i] ?? own))));
    const [rate, thrift] = [(d: Delivery) => d.perSecond, (d: Delivery) => 1 / d.cpuMicros];
    const cpu = (kind: Kind) => `${median(of(kind).map((d) => d.cpuMicros)).toFixed(1)} µs`;
    const what = `1 KB to ${size.toLocaleString('en')} sockets, ${underWay === 1 ? 'one message after the other' : `${underWay} messages under way`}`;
    const best = perSecond(median(of('fan-out').map(rate)));
    say(
      'P8',
      `${what}, beside socket.io’s own broadcast`,
      `${ratio('raw', rate)}, ${best}; by processor time of the server ${ratio('raw', thrift)} (${cpu('fan-out')} a message beside ${cpu('raw')})`,
      '≥ 1.7×',
    );
    say(
      'P8',
      `${what}, beside nchan`,
      of('nchan').length === 0
        ? 'not measured: apt-get install nginx-light libnginx-mod-nchan'
        : `${ratio('nchan', rate)}; by processor time ${ratio('nchan', thrift)} (${cpu('nchan')})`,
      '≥ 0.75×',
    );
  }
}

async function open(kind: Kind, folder: string): Promise<Room | null> {
  if (kind !== 'nchan') return startSocketRoom(kind);
  const nchan = await startNchan(path.join(folder, 'nchan'));
  return nchan && nchanRoom(nchan);
}

async function idleSockets(folder: string, say: Parameters<Section>[0]): Promise<void> {
  const raw = await startSocketRoom('raw');
  const rawBefore = await memoryOf(raw.process);
  const listeners = await Listeners.join(raw, idle);
  const rawAfter = await memoryOf(raw.process);
  listeners.close();
  await raw.stop();

  const dataDir = path.join(folder, 'data');
  const first = await startServer(dataDir);
  const company = await growCompany(first.url, idle / screensEach);
  const sessions = await plantSessions(first.postgresSocket, company.emails);
  await first.stop();
  // a server that has not just written seven weeks of history
  const server = await startServer(dataDir, { at: first.url });
  const before = await memoryOf(server.process);
  const crowd = await gather(company, sessions, screensEach);
  const after = await memoryOf(server.process);
  crowd.close();
  await server.stop();

  const each = (from: Memory, to: Memory, what: keyof Memory) =>
    `${((to[what] - from[what]) / idle / 1_000).toFixed(1)} KB`;
  say(
    'P12',
    `an idle socket of ${idle.toLocaleString('en')}, signed in and looking at a board`,
    `${each(before, after, 'rss')} (${each(before, after, 'heapUsed')} in the heap of JavaScript); bare socket.io ${each(rawBefore, rawAfter, 'rss')} (${each(rawBefore, rawAfter, 'heapUsed')})`,
    '≤ 10 KB',
  );
  say(
    'P12',
    'the whole server with them',
    `${Math.round(after.rss / 1e6)} MB; without them ${Math.round(before.rss / 1e6)} MB`,
    '≤ 200 MB',
  );
}
