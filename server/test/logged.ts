import { Writable } from 'node:stream';
import { createLog, type Log } from '../src/platform/logging/log.js';

/** A log that says everything, and what was said, chunk by chunk. */
export function aHeardLog(): { readonly log: Log; readonly logged: readonly string[] } {
  const logged: string[] = [];
  const heard = new Writable({
    write: (chunk: Buffer, _, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  return { log: createLog('debug', heard), logged };
}
