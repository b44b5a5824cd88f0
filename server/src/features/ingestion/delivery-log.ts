import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { columns } from '../../platform/db/columns.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';

export type DeliveryState = 'counted' | 'seen-before' | 'parked' | 'dead-letter' | 'test' | 'refused';

/** One or more requests of a source. */
export interface LoggedDelivery {
  readonly sourceId: string;
  readonly receivedAt: Date;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly bytes: number;
  readonly tookMs: number;
}
interface Pending extends LoggedDelivery {
  readonly requests: number;
}

const everyMs = 1_000;
const mostPending = 5_000;
const keptPerSource = 10_000;
const pruneEvery = 500;

/**
 * The log of deliveries that the security team watches. It is written behind the answers, a second's worth at a time:
 * facts are safe without it, so nothing waits for it, and a crash may lose its last second.
 */
@Injectable()
export class DeliveryLog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private pending: Pending[] = [];
  private readonly gathered = new Map<string, Pending>();
  private readonly sincePrune = new Map<string, number>();
  private flushing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flush();
  }

  /** A row of its own, while there is room; in a flood, rows are gathered. */
  add(delivery: LoggedDelivery): void {
    if (this.pending.length >= mostPending) this.gather(delivery);
    else this.pending.push({ ...delivery, requests: 1 });
  }

  /** One row for all requests of a second that ended alike. */
  gather(delivery: LoggedDelivery): void {
    const key = `${delivery.sourceId} ${delivery.state} ${delivery.reason ?? ''}`;
    const known = this.gathered.get(key);
    this.gathered.set(
      key,
      known
        ? {
            ...known,
            requests: known.requests + 1,
            bytes: Math.min(known.bytes + delivery.bytes, 2_000_000_000),
            tookMs: Math.max(known.tookMs, delivery.tookMs),
          }
        : { ...delivery, requests: 1 },
    );
  }

  /** Writes what is pending. Called before the log is read, so that a reader sees what was just answered. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.write());
    return this.flushing;
  }

  private async write(): Promise<void> {
    const rows = [...this.pending, ...this.gathered.values()];
    this.pending = [];
    this.gathered.clear();
    if (rows.length === 0) return;
    try {
      await this.insert(rows);
      await this.prune(rows);
    } catch (error) {
      this.log.warn('the delivery log lost rows', { rows: rows.length, error });
    }
  }

  private async insert(rows: readonly Pending[]): Promise<void> {
    await this.database.query(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[])
           AS d (source_id, received_at, state, reason, requests, bytes, took_ms)
       ), seen AS (
         UPDATE source s SET last_seen_at = greatest(s.last_seen_at, g.at)
         FROM (SELECT source_id, max(received_at) AS at FROM given WHERE state <> 'refused' GROUP BY source_id) g WHERE s.id = g.source_id
       )
       INSERT INTO delivery (source_id, received_at, state, reason, requests, bytes, took_ms) SELECT * FROM given`,
      columns(rows, 'sourceId', 'receivedAt', 'state', 'reason', 'requests', 'bytes', 'tookMs'),
    );
  }

  private async prune(rows: readonly Pending[]): Promise<void> {
    for (const { sourceId } of rows) this.sincePrune.set(sourceId, (this.sincePrune.get(sourceId) ?? 0) + 1);
    for (const [sourceId, count] of this.sincePrune) {
      if (count < pruneEvery) continue;
      this.sincePrune.delete(sourceId);
      await this.database.query(
        `DELETE FROM delivery WHERE source_id = $1
           AND id <= (SELECT id FROM delivery WHERE source_id = $1 ORDER BY id DESC OFFSET ${keptPerSource} LIMIT 1)`,
        [sourceId],
      );
    }
  }
}
