import { Injectable } from '@nestjs/common';
import type { MailView } from '@vigil/shared/reports';
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Log } from '../../platform/logging/log.js';
import type { MailFacts } from './mail-facts.js';
import type { MailJob } from './mail-worker.js';

const patienceMs = 5_000;
const threads = 2;
const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Reads mails in threads of their own, two at a time, each with a limit of time and memory: a mail that is made to break
 * its reader breaks that thread, and is kept as one that cannot be read. Of one person one mail at a time, so that whoever
 * sends many waits for themselves.
 */
@Injectable()
export class MailReader {
  /** The program of a thread; tests bring one that is built from the present sources. */
  program = new URL('./mail-worker.js', import.meta.url);
  /** Whose mails are being read. */
  private readonly reading = new Set<string>();
  private readonly waiting: { readonly whose: string; readonly begin: () => void }[] = [];

  constructor(private readonly log: Log) {}

  /** @param whose the person who reports; @param names words of theirs. Never rejects. */
  async read(original: Buffer, whose: string, names: readonly string[]): Promise<MailFacts> {
    await this.turn(whose);
    try {
      return await this.inThread({ original, names });
    } catch (error) {
      // its message may repeat what the mail says
      this.log.warn('a mail could not be read', { why: error instanceof TimeUp ? 'time' : 'form' });
      return unreadable(original);
    } finally {
      this.reading.delete(whose);
      this.next();
    }
  }

  private turn(whose: string): Promise<void> {
    return new Promise((begin) => {
      this.waiting.push({ whose, begin });
      this.next();
    });
  }

  private next(): void {
    if (this.reading.size >= threads) return;
    const at = this.waiting.findIndex(({ whose }) => !this.reading.has(whose));
    const [turn] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (turn === undefined) return;
    this.reading.add(turn.whose);
    turn.begin();
  }

  private inThread(job: MailJob): Promise<MailFacts> {
    return new Promise((resolve, reject) => {
      // no environment and no output: a thread knows nothing but the mail
      const options = { workerData: job, resourceLimits: memory, env: {}, stdout: true, stderr: true };
      const thread = new Worker(this.program, options);
      const timer = setTimeout(() => {
        reject(new TimeUp());
        void thread.terminate();
      }, patienceMs);
      thread.once('message', resolve);
      // a thread that fails may say so twice
      thread.on('error', reject);
      thread.once('exit', () => {
        clearTimeout(timer);
        reject(new Error('the thread ended without an answer'));
      });
    });
  }
}

class TimeUp extends Error {}

/** All that can be said of a mail that nobody could read: the same bytes are the same mail. */
function unreadable(original: Buffer): MailFacts {
  const view: MailView = {
    subject: '',
    from: '',
    replyTo: '',
    to: [],
    date: null,
    messageId: null,
    headers: [],
    text: null,
    html: null,
    links: [],
    attachments: [],
    cut: false,
    unreadable: true,
  };
  return { view, keys: [createHash('sha256').update(original).digest('hex')], practice: null };
}
