import { expect, it } from 'vitest';
import { createLog, linesTo } from './log.js';

it('goes on where its lines cannot be written', () => {
  // the device of a disk that is full
  const log = createLog('info', linesTo('/dev/full'));
  for (let i = 0; i < 3; i++) expect(() => log.info('nobody will read this')).not.toThrow();
});
