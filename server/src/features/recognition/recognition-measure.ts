import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { MeasureSources } from '../badges/measure-sources.js';

/** Tells badges how many times somebody gave thanks that became points: what goes in circles is not among them. */
@Injectable()
export class RecognitionMeasure implements OnModuleInit {
  constructor(private readonly sources: MeasureSources) {}

  onModuleInit(): void {
    this.sources.register('recognition.given', given);
  }
}

async function given(sql: Sql, memberIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; n: number }>(
    `SELECT giver_id AS id, count(*)::int AS n FROM recognition
     WHERE giver_id = ANY($1::uuid[]) AND weighing = 'counts' AND paid_at IS NOT NULL AND withdrawn_at IS NULL AND hidden_at IS NULL
     GROUP BY 1`,
    [memberIds],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
