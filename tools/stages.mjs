import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command with its output on the terminal and no input. Signals that end this process are passed on.
 *
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} [settings] environment beside the present one
 * @returns {Promise<boolean>} whether it ended well
 */
export async function runCommand([program, ...args], settings = {}) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...settings },
  });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } catch (error) {
    console.error(`${program}: ${error.message}`);
    return false;
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
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
