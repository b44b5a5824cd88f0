import { afterEach, expect, it, vi } from 'vitest';
import { countPlaywright, countVitest, runBeside, runCommand, sumCounts, summaryLine } from './stages.mjs';

afterEach(() => vi.restoreAllMocks());

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

const task = (name, script) => ({ name, command: [process.execPath, '-e', script] });
function printed() {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return () => write.mock.calls.map(([text]) => text);
}

it('prints whole what each of several says that run beside each other', async () => {
  const output = printed();
  const words = (word) => `console.log('${word}'); setTimeout(() => console.log('${word} again'))`;
  const tasks = [task('a', words('one')), task('b', words('two')), task('c', `console.error('three')`)];
  expect(await runBeside(tasks, 2)).toBe(true);
  expect(output().toSorted()).toEqual([
    ...['\n─ a\none\none again\n', '\n─ b\ntwo\ntwo again\n'],
    '\n─ c\nthree\n',
  ]);
});

it('begins nothing once one of several has failed, and does not forget it', async () => {
  const output = printed();
  const bad = task('bad', 'process.exit(2)');
  expect(await runBeside([bad, task('later', '')], 1)).toBe(false);
  expect(output()).toEqual(['\n─ bad\n']);
  expect(await runBeside([task('good', ''), bad], 2)).toBe(false);
});
