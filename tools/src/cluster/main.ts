import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
      console.log(
        `Whoever opens this link becomes the first administrator:\n\n  ${founding(cluster.servers)}\n`,
      );
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

/** Each start makes a new link and ends the one before: the last one counts. */
function founding(servers: readonly { logFile: string }[]): string {
  const links = servers.flatMap(
    ({ logFile }) => readFileSync(logFile, 'utf8').match(/https?:\S+#\S+/g) ?? [],
  );
  return links.at(-1) ?? '';
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
