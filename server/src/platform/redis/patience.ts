import { patienceMs } from './redis-client.js';

/** Redis took a command and did not answer it in time. */
export class RedisSilent extends Error {
  override readonly name = 'RedisSilent';
}

/**
 * Asks one client, and waits for so long and no longer: the client itself waits for ever for what it has written. While
 * something is unanswered nothing more is asked, so that the link goes quiet and is made anew. A command that was given
 * up may still be carried out later.
 */
export class Patience {
  private unanswered = 0;

  constructor(private readonly ms = patienceMs) {}

  /** @throws RedisSilent, or whatever the command fails with */
  async ask<T>(command: () => Promise<T>): Promise<T> {
    if (this.unanswered > 0) throw new RedisSilent('Redis owes an answer');
    const answer = command();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      // whoever was too busy to read an answer reads it first
      timer = setTimeout(() => setImmediate(() => reject(new RedisSilent('Redis says nothing'))), this.ms);
    });
    try {
      return await Promise.race([answer, silence]);
    } catch (error) {
      if (error instanceof RedisSilent) this.owe(answer);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private owe(answer: Promise<unknown>): void {
    this.unanswered++;
    const settle = (): void => {
      this.unanswered--;
    };
    answer.then(settle, settle);
  }
}
