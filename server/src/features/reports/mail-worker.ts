import { parentPort, workerData } from 'node:worker_threads';
import { mailFacts } from './mail-facts.js';

/** What one thread is started for. */
export interface MailJob {
  readonly original: Uint8Array;
  readonly names: readonly string[];
}

// one mail, one thread: whatever a mail does to its reader ends with it
const { original, names } = workerData as MailJob;
parentPort?.postMessage(await mailFacts(Buffer.from(original), names));
