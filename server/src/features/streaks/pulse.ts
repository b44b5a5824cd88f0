import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';

const everyMs = 60_000;
/** A shorter gap is a restart, not an outage. */
const shortest = `interval '15 minutes'`;

/**
 * Says every minute that a server is alive. Where nobody said so for a while, Vigil was away, and no streak ends by it:
 * the first beat afterwards notes from when to when, by the database's clock.
 */
@Injectable()
export class Pulse implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.beat();
    this.timer = setInterval(() => void this.beat(), everyMs);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async beat(): Promise<void> {
    try {
      // of servers that come back together one finds the gap: the others wait for its row
      await this.database.query(
        `WITH before AS (SELECT alive_at FROM pulse FOR UPDATE),
           gap AS (INSERT INTO outage (from_at, until_at) SELECT alive_at, now() FROM before WHERE alive_at < now() - ${shortest})
         UPDATE pulse SET alive_at = greatest(pulse.alive_at, now()) FROM before`,
      );
    } catch (error) {
      this.log.debug('the pulse was not noted', { error });
    }
  }
}
