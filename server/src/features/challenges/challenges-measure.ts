import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { MeasureSources } from '../badges/measure-sources.js';

/** Tells badges in how many closed challenges somebody had a share. */
@Injectable()
export class ChallengesMeasure implements OnModuleInit {
  constructor(private readonly sources: MeasureSources) {}

  onModuleInit(): void {
    this.sources.register('challenges.joined', joined);
  }
}

async function joined(sql: Sql, memberIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ memberId: string; n: number }>(
    `SELECT member_id AS "memberId", count(DISTINCT challenge_id)::int AS n FROM challenge_share
     WHERE member_id = ANY($1::uuid[]) GROUP BY 1`,
    [memberIds],
  );
  return new Map(rows.map(({ memberId, n }) => [memberId, n]));
}
