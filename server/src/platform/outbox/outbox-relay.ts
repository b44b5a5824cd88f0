import { performance } from 'node:perf_hooks';
import type { DataSource, QueryRunner } from 'typeorm';
import { codeOf, isUnavailable } from '../db/database.js';
import { forgetWhenSilent, keepWhenSilent, stillHere } from '../db/silent-session.js';
import type { Log } from '../logging/log.js';
import { NotNow, type OutboxConsumer, type HeardFact } from './outbox.js';

const usualSubjects = 2_000;
const pollMs = 250;
const mostAttempts = 8;
/** Below what PostgreSQL takes for a transaction that was left open. */
const stillHereMs = 5_000;
/** Ten minutes: whoever takes longer hangs, and another is to take over. */
const mostStillHere = 120;
/**
 * In a busy process a consumer rests this many times as long as it worked, so that it never takes more than a quarter of
 * it. Where there is time to spare, whoever looks at a board should not wait for that.
 */
const restPerWork = 3;
const longestRestMs = 1_000;
/** From this share of its time on in which the one thread has something to do, a process is busy. */
const busy = 0.7;

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly subjects: readonly string[];
  readonly since: string | null;
}
interface Batch {
  readonly rows: readonly Row[];
  /** What the consumer threw; null when all is done. */
  readonly error: unknown;
}

/**
 * Carries committed rows to one consumer: claims them with SKIP LOCKED, lets the consumer apply the present state, and
 * deletes them in the same transaction. There is no high-water mark: a row that commits late is seen late, never lost.
 * It holds one connection of its own; for an exclusive consumer that connection also holds the election's lock, and a
 * process that falls silent loses both.
 */
export class OutboxRelay {
  private runner: QueryRunner | null = null;
  private elected = false;
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private woken = false;
  private loadBefore = performance.eventLoopUtilization();

  constructor(
    private readonly source: DataSource,
    private readonly consumer: OutboxConsumer,
    private readonly log: Log,
    private readonly stillHereEveryMs = stillHereMs,
  ) {}

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.nudge();
    await this.loop;
    await this.letGo();
  }

  /** True while this process does the consumer's work. */
  get isActive(): boolean {
    return this.running && (this.elected || !this.consumer.exclusive);
  }

  nudge(): void {
    this.woken = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (this.running) {
      this.woken = false;
      try {
        const startMs = performance.now();
        const handled = await this.step();
        const workedMs = performance.now() - startMs;
        const { utilization } = performance.eventLoopUtilization(this.loadBefore);
        this.loadBefore = performance.eventLoopUtilization();
        if (handled > 0) await this.rest(restAfter({ workedMs, utilization }, this.consumer.intervalMs));
        else await this.idle();
      } catch (error) {
        this.log.warn('outbox relay lost its connection', {
          consumer: this.consumer.name,
          code: codeOf(error),
        });
        await this.letGo();
        await this.rest(1_000);
      }
    }
  }

  /** @returns how many rows were handled */
  private async step(): Promise<number> {
    const runner = await this.connected();
    if (this.consumer.exclusive && !this.elected) {
      const [row] = (await runner.query(
        `SELECT pg_try_advisory_lock(hashtext('outbox'), hashtext($1)) AS won`,
        [this.consumer.name],
      )) as { won: boolean }[];
      this.elected = row?.won === true;
      if (!this.elected) return 0;
    }
    const { rows, error } = await this.batch(runner, this.consumer.mostSubjects ?? usualSubjects);
    if (error === null) return rows.length;
    if (error instanceof NotNow || isUnavailable(error)) {
      this.log.warn('outbox consumer cannot work now', { consumer: this.consumer.name, code: codeOf(error) });
      await this.rest(1_000);
      return rows.length;
    }
    // find the subject that cannot be handled, so that the others go on
    for (let i = 0; i < rows.length && this.running; i++) {
      const one = await this.batch(runner, 1);
      const [row] = one.rows;
      if (row === undefined) break;
      if (one.error === null) continue;
      if (row.subjects.length > 1) await this.part(runner, row.id);
      else await this.postpone(runner, row.id, one.error);
    }
    return rows.length;
  }

  private async batch(runner: QueryRunner, most: number): Promise<Batch> {
    await runner.startTransaction();
    try {
      const rows = await this.claim(runner, most);
      if (rows.length > 0) {
        try {
          await this.heardWhile(runner, () => this.consumer.handle(distinct(rows)));
        } catch (error) {
          await runner.rollbackTransaction();
          return { rows, error };
        }
        await runner.query(`DELETE FROM outbox WHERE id = ANY($1::bigint[])`, [rows.map((r) => r.id)]);
      }
      await runner.commitTransaction();
      return { rows, error: null };
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  /** What takes long is not silence: PostgreSQL would end the session, and with it the election and the work. */
  private async heardWhile(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
    let left = mostStillHere;
    const beat = setInterval(() => {
      if (left-- > 0) void runner.query(stillHere).catch(() => undefined);
    }, this.stillHereEveryMs);
    try {
      await work();
    } finally {
      clearInterval(beat);
    }
  }

  /** The first rows that nobody has in hand, until they have so many subjects together; one at least. */
  private async claim(runner: QueryRunner, most: number): Promise<Row[]> {
    return (await runner.query(
      `WITH free AS (
         SELECT id, size FROM outbox WHERE consumer = $1 AND due_at <= now() ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED),
       counted AS (SELECT id, sum(size) OVER (ORDER BY id) - size AS before FROM free)
       SELECT o.id, o.topic, o.subjects, o.since FROM counted c JOIN outbox o USING (id) WHERE c.before < $2 ORDER BY o.id`,
      [this.consumer.name, most],
    )) as Row[];
  }

  /** A row for each subject of a row that cannot be handled whole; they come late, so they no longer say since when. */
  private async part(runner: QueryRunner, id: string): Promise<void> {
    await runner.query(
      `WITH whole AS (DELETE FROM outbox WHERE id = $1 RETURNING *)
       INSERT INTO outbox (consumer, topic, subjects, created_at, attempts, due_at)
       SELECT consumer, topic, ARRAY[subject], created_at, attempts, due_at FROM whole, unnest(subjects) subject`,
      [id],
    );
  }

  /** Puts a row off with growing pauses; after the last try it goes to the dead letters. */
  private async postpone(runner: QueryRunner, id: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
    this.log.error('outbox row failed', { consumer: this.consumer.name, id, error });
    const tried = await runner.query(
      `UPDATE outbox SET attempts = attempts + 1, last_error = $2, due_at = now() + interval '1 second' * power(2, attempts)
       WHERE id = $1 RETURNING attempts`,
      [id, reason],
      true,
    );
    const [row] = tried.records as { attempts: number }[];
    if (row === undefined || row.attempts < mostAttempts) return;
    await runner.query(
      `WITH gone AS (DELETE FROM outbox WHERE id = $1 RETURNING id, consumer, topic, subjects[1], created_at, attempts, last_error)
       INSERT INTO outbox_dead (id, consumer, topic, subject, created_at, attempts, last_error) SELECT * FROM gone`,
      [id],
    );
  }

  private async connected(): Promise<QueryRunner> {
    if (this.runner === null) {
      this.runner = this.source.createQueryRunner();
      await this.runner.connect();
      if (this.consumer.exclusive) await this.runner.query(forgetWhenSilent);
    }
    return this.runner;
  }

  private async letGo(): Promise<void> {
    const runner = this.runner;
    this.runner = null;
    const wasElected = this.elected;
    this.elected = false;
    if (runner === null) return;
    if (wasElected) await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    if (this.consumer.exclusive) await runner.query(keepWhenSilent).catch(() => undefined);
    await runner.release().catch(() => undefined);
  }

  /** Waits for the next poll, or for a nudge; one that came during the last look counts too. */
  private idle(): Promise<void> {
    return this.woken ? Promise.resolve() : this.rest(pollMs, true);
  }

  /** @param early ends at a nudge */
  private rest(ms: number, early = false): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        if (!early && this.running) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * How long to rest after a batch: the consumer's interval, in a busy process longer after a long one; what arrives
 * meanwhile is handled together.
 * @param utilization of the process's thread since the batch before, from 0 to 1
 */
export function restAfter(
  { workedMs, utilization }: { readonly workedMs: number; readonly utilization: number },
  intervalMs: number,
): number {
  if (utilization < busy) return intervalMs;
  return Math.max(intervalMs, Math.min(workedMs * restPerWork, longestRestMs));
}

function distinct(rows: readonly Row[]): HeardFact[] {
  const facts = new Map<string, HeardFact>();
  for (const { id, topic, subjects, since } of rows)
    for (const subject of subjects) {
      const key = `${topic} ${subject}`;
      const earlier = facts.get(key);
      // the earliest of all that is said, and nothing where one does not say
      if (earlier === undefined)
        facts.set(key, { topic, subject, since: since === null ? null : Number(since), row: Number(id) });
      else if (since === null) facts.set(key, { ...earlier, since: null });
    }
  return [...facts.values()];
}
