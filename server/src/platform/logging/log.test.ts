import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createLog, linesTo } from './log.js';

it('goes on, and can end, where its lines cannot be written', async () => {
  // the device of a disk that is full
  const lines = linesTo('/dev/full');
  const log = createLog('info', lines);
  for (let i = 0; i < 3; i++) {
    const failed = once(lines, 'error');
    log.info('nobody will read this');
    expect(await failed).toMatchObject([{ code: 'ENOSPC' }]);
  }
  // with what is still to be written
  lines.flushSync();
});
