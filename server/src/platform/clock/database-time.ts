import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../db/database.js';
import { Log } from '../logging/log.js';
import { Sweep } from '../sweeps/sweep.js';
import { Clock } from './clock.js';

/** Clocks that are kept differ by less; one that differs by more is wrong, or the database's is. */
const toleratedMs = 2_000;
/** What took longer to hear says too little about now. */
const longestMs = 1_000;

/**
 * Makes the database's clock the one by which every server decides, so that servers whose own clocks are wrong decide
 * alike. Where the difference is small, each goes by its own.
 */
@Injectable()
export class DatabaseTime extends Sweep implements OnModuleInit {
  private followedMs = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 15_000, late: 'the clocks could not be compared' }, log);
  }

  /** Before anybody asks for the time. */
  onModuleInit(): Promise<void> {
    return this.sweep();
  }

  protected async sweep(): Promise<void> {
    const askedMs = Date.now();
    const before = performance.now();
    const [row] = await this.database.query<{ ms: number }>(
      `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`,
    );
    const tookMs = performance.now() - before;
    if (row === undefined || tookMs > longestMs) return;
    const apartMs = Math.round(row.ms - askedMs - tookMs / 2);
    const followMs = Math.abs(apartMs) > toleratedMs ? apartMs : 0;
    if (Math.abs(followMs - this.followedMs) > toleratedMs)
      this.log.warn('this machine’s clock and the database’s differ', { apartMs });
    this.followedMs = followMs;
    this.clock.follow(followMs);
  }
}
