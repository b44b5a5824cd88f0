import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command without input, its output on the terminal or kept. Signals that end this process are passed on.
 *
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} [settings] environment beside the present one
 * @param {string[]} [said] takes the output, in the order in which it came
 * @returns {Promise<boolean>} whether it ended well
 */
export async function runCommand([program, ...args], settings = {}, said = undefined) {
  const output = said === undefined ? 'inherit' : 'pipe';
  const child = spawn(program, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, ...settings },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => said.push(text));
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code] = await once(child, 'close'); // by then all that it said is here
    return code === 0;
  } catch (error) {
    console.error(`${program}: ${error.message}`);
    return false;
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

/**
 * Runs commands beside each other, so many at once; the others follow as those end. What one says is printed whole, under
 * its name, when it ends. Once one has failed, no other begins. Signals that end this process are passed on.
 *
 * @param {readonly { name: string, command: readonly string[] }[]} tasks
 * @param {number} atOnce
 * @returns {Promise<boolean>} whether all ended well
 */
export async function runBeside(tasks, atOnce) {
  const waiting = [...tasks];
  let wentWell = true;
  const lane = async () => {
    while (wentWell && waiting.length > 0) {
      const { name, command } = waiting.shift();
      const said = [];
      const ended = await runCommand(command, {}, said);
      process.stdout.write(`\n─ ${name}\n${said.join('')}`);
      wentWell &&= ended;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return wentWell;
}

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** The figures of a Vitest JSON report. @returns {Counts} */
export function countVitest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The figures of a Playwright JSON report; a test that passed only at a second attempt did not pass. @returns {Counts} */
export function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** Adds figures up. @param {readonly Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of a run. @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
