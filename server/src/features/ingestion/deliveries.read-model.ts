import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import type { DeliveryState } from './delivery-log.js';

export interface DeliveryRow {
  readonly id: string;
  readonly sourceId: string;
  readonly receivedAt: Date;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly requests: number;
  readonly bytes: number;
  readonly tookMs: number;
}

/** The delivery log as the security team reads it: never a person, never a kind. */
@Injectable()
export class DeliveriesReadModel {
  /** Newest first. */
  async page(
    sql: Sql,
    sourceId: string,
    asked: { state: DeliveryState | null; before: string | null; limit: number },
  ): Promise<DeliveryRow[]> {
    return sql.query<DeliveryRow>(
      `SELECT id, source_id AS "sourceId", received_at AS "receivedAt", state, reason, requests, bytes, took_ms AS "tookMs"
       FROM delivery WHERE source_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::bigint IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4`,
      [sourceId, asked.state, asked.before, asked.limit],
    );
  }
}
