import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtPrograms } from '../cluster/programs.js';
import { readOptions, usage, UsageError } from './options.js';
import { planOf } from './plan.js';
import { Random } from './random.js';
import { Run } from './run.js';

/** `npm run chaos`. @returns how many promises did not hold */
async function main(args: readonly string[]): Promise<number> {
  const { seed, blows, faults } = readOptions(args, process.env['SEED']);
  console.log(`SEED=${seed}`);
  const startedMs = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-chaos-'));
  const run = await Run.start(seed, { programs: builtPrograms, folder });
  const interrupted = (): void => void run.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    await run.unleash(planOf(new Random(seed).stream('faults'), { blows, names: faults }), (line) =>
      console.log(`  ${line}`),
    );
    const findings = await run.check();
    console.log(`\n${summary(run, performance.now() - startedMs)}`);
    for (const line of findings) console.log(`✗ ${line}`);
    console.log(
      findings.length === 0 ? 'Everything holds.' : `Not everything holds: SEED=${seed} npm run chaos`,
    );
    if (findings.length > 0) console.log(`The servers' logs are in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
    return findings.length;
  } finally {
    await run.stop();
  }
}

function summary({ history, cluster }: Run, tookMs: number): string {
  const refusals = [...history.refusals].map(([said, times]) => `${times} × ${said}`).join(', ');
  return [
    `${history.facts.length} facts, ${history.acknowledged} acknowledgements, ${history.refused} turned away (${refusals})`,
    `${cluster.servers.map(({ name, ends }) => `${name} ended ${ends} times`).join(', ')}; ${Math.round(tookMs / 1_000)} s in all`,
  ].join('\n');
}

main(process.argv.slice(2)).then(
  (findings) => (process.exitCode = findings === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error);
    process.exitCode = 2;
  },
);
