import { Injectable } from '@nestjs/common';
import type { Reaction } from '@vigil/shared/recognition';
import type { Sql, Tx } from '../../platform/db/database.js';

/** How often each sign was given to one recognition, in the order of the signs' names. */
export type Reactions = { readonly reaction: Reaction; readonly count: number }[];

/** Rows of `recognition_reaction`: one sign of each person. */
@Injectable()
export class ReactionsStore {
  set(tx: Tx, recognitionId: string, memberId: string, reaction: Reaction | null): void {
    if (reaction === null)
      tx.write(`DELETE FROM recognition_reaction WHERE recognition_id = $1 AND member_id = $2`, [
        recognitionId,
        memberId,
      ]);
    else
      tx.write(
        `INSERT INTO recognition_reaction (recognition_id, member_id, reaction) VALUES ($1, $2, $3)
         ON CONFLICT (recognition_id, member_id) DO UPDATE SET reaction = $3`,
        [recognitionId, memberId, reaction],
      );
  }

  async of(sql: Sql, recognitionIds: readonly string[]): Promise<Map<string, Reactions>> {
    const rows = await sql.query<{ id: string; reaction: Reaction; count: number }>(
      `SELECT recognition_id AS id, reaction, count(*)::int AS count FROM recognition_reaction
       WHERE recognition_id = ANY($1::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2`,
      [recognitionIds],
    );
    const found = new Map<string, Reactions>();
    for (const { id, reaction, count } of rows)
      found.set(id, [...(found.get(id) ?? []), { reaction, count }]);
    return found;
  }

  /** What one person answered. */
  async mine(sql: Sql, recognitionIds: readonly string[], memberId: string): Promise<Map<string, Reaction>> {
    const rows = await sql.query<{ id: string; reaction: Reaction }>(
      `SELECT recognition_id AS id, reaction FROM recognition_reaction WHERE recognition_id = ANY($1::uuid[]) AND member_id = $2`,
      [recognitionIds, memberId],
    );
    return new Map(rows.map(({ id, reaction }) => [id, reaction]));
  }
}
