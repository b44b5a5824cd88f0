import { expect, it } from 'vitest';
import { countPlaywright, countVitest, runCommand, sumCounts, summaryLine } from './stages.mjs';

it('adds up the reports of both runners', () => {
  const unit = countVitest({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 2 });
  const e2e = countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(sumCounts([unit, e2e])).toEqual({ passed: 10, failed: 3, skipped: 3 });
});

it('mentions skipped tests only where there are any', () => {
  expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(summaryLine({ passed: 12, failed: 0, skipped: 1 })).toBe('12 passed, 0 failed, 1 skipped');
});

it('takes an exit code, a signal and a missing program for what they are', async () => {
  const node = (script) => runCommand([process.execPath, '-e', script]);
  expect(await node('process.exit(0)')).toBe(true);
  expect(await node('process.exit(3)')).toBe(false);
  expect(await node('process.kill(process.pid, "SIGKILL")')).toBe(false);
  expect(await runCommand(['/nowhere/program'])).toBe(false);
});

it('passes settings on', async () => {
  expect(
    await runCommand([process.execPath, '-e', 'process.exit(Number(process.env.CODE))'], { CODE: '0' }),
  ).toBe(true);
});
