import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from './cluster.js';
import { builtPrograms } from './programs.js';

/** `npm run cluster`: two servers, PostgreSQL, Redis and a proxy on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-cluster-'));
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  try {
    const say = (step: string): void => console.log(`· ${step}`);
    const cluster = await startCluster({ programs: builtPrograms, folder, port: Number(values.port), say });
    try {
      for (const { name, url, logFile } of cluster.servers) console.log(`  ${name} ${url}  ${logFile}`);
      console.log(`\nVigil is ready: ${cluster.url}\n`);
      console.log(`Whoever opens this link becomes the first administrator:\n\n  ${cluster.foundingLink}\n`);
      console.log('Ctrl-C ends everything, and takes its data along.');
      await ended;
      console.log('\n· ending');
    } finally {
      await cluster.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
