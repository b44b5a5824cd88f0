// `npm test`: everything, in the order in which it is cheapest to learn that something is wrong. The first stage that
// fails ends the run; the last line counts the tests. A test that was skipped counts as one that did not hold.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countPlaywright, countVitest, runBeside, runCommand, sumCounts, summaryLine } from './stages.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const unitReport = 'test-results/unit.json';
const e2eReport = 'test-results/e2e.json';
/** Of what runs beside each other: one thread each, on machines with two. */
const atOnce = 2;
const scripts = (...names) => names.map((name) => ({ name, command: ['npm', 'run', '--silent', name] }));

const stages = [
  // what is built is read by all that follows
  { name: 'format, and what others build on', beside: scripts('types:build', 'format:check') },
  {
    name: 'lint, types, import rules and build',
    beside: scripts('lint:server', 'lint:rest', 'types:tests', 'types:client', 'imports', 'build'),
  },
  {
    name: 'unit, integration and component tests',
    command: [
      'node_modules/.bin/vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    counts: () => countVitest(read(unitReport)),
  },
  {
    name: 'end-to-end tests',
    command: [process.execPath, 'tools/dist/e2e/main.js', '--reporter=list,json'],
    settings: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
    counts: () => countPlaywright(read(e2eReport)),
  },
];

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Figures of a stage; one that went wrong is never shown as without failures. */
function countsOf(stage, wentWell) {
  let counts = sumCounts([]);
  try {
    counts = stage.counts?.() ?? counts;
  } catch (error) {
    console.error(`No report of the ${stage.name}: ${error.message}`);
    wentWell = false;
  }
  return wentWell ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results');
const counted = [];
for (const stage of stages) {
  console.log(`\n── ${stage.name}`);
  const wentWell = await (stage.beside
    ? runBeside(stage.beside, atOnce)
    : runCommand(stage.command, stage.settings));
  const counts = countsOf(stage, wentWell);
  counted.push(counts);
  if (counts.failed > 0) {
    console.log(`\nStopped at: ${stage.name}`);
    break;
  }
}
const sum = sumCounts(counted);
console.log(`\n${summaryLine(sum)}`);
process.exitCode = sum.failed > 0 || sum.skipped > 0 || sum.passed === 0 ? 1 : 0;
