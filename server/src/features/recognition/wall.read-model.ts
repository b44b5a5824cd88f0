import { Injectable } from '@nestjs/common';
import type { MyRecognition, WallLine } from '@vigil/shared/recognition';
import type { Sql } from '../../platform/db/database.js';
import { FacesReadModel } from '../people/faces.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { ReactionsStore } from './reactions.store.js';
import { type RecognitionRow, RecognitionsStore, type WhichRecognitions } from './recognitions.store.js';

/** A recognition as anybody may see it, also on a screen in the lobby. */
export type PublicRecognition = Omit<WallLine, 'reactions' | 'myReaction'>;

/** Recognition as it is shown: on the wall people are as they chose to be seen; giver and receiver know each other. */
@Injectable()
export class WallReadModel {
  constructor(
    private readonly recognitions: RecognitionsStore,
    private readonly reactions: ReactionsStore,
    private readonly people: PeopleReadModel,
    private readonly faces: FacesReadModel,
  ) {}

  /** The newest public ones, with the names that people chose to show. */
  async recent(sql: Sql, limit: number): Promise<PublicRecognition[]> {
    return this.asPublic(sql, await this.recognitions.page(sql, { view: 'wall' }, limit));
  }

  /** How much public recognition each of these people gave since, that still stands. */
  async givenInPublic(sql: Sql, memberIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows = await sql.query<{ id: string; n: number }>(
      `SELECT giver_id AS id, count(*)::int AS n FROM recognition
       WHERE giver_id = ANY($1::uuid[]) AND given_at >= $2 AND visibility = 'public' AND withdrawn_at IS NULL AND hidden_at IS NULL
       GROUP BY 1`,
      [memberIds, since],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }

  /** Whom somebody has recognised since. */
  async thankedBy(sql: Sql, giverId: string, since: Date): Promise<Set<string>> {
    const rows = await sql.query<{ id: string }>(
      `SELECT DISTINCT receiver_id AS id FROM recognition
       WHERE giver_id = $1 AND given_at >= $2 AND receiver_id IS NOT NULL AND withdrawn_at IS NULL`,
      [giverId, since],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A page of the wall for one reader. @param after the last one already seen */
  async wall(sql: Sql, readerId: string, limit: number, after: string | undefined): Promise<WallLine[]> {
    const rows = await this.recognitions.page(sql, { view: 'wall' }, limit, after ?? null);
    const ids = rows.map(({ id }) => id);
    const [lines, counts, mine] = await Promise.all([
      this.asPublic(sql, rows),
      this.reactions.of(sql, ids),
      this.reactions.mine(sql, ids, readerId),
    ]);
    return lines.map((line) => ({
      ...line,
      reactions: counts.get(line.id) ?? [],
      myReaction: mine.get(line.id) ?? null,
    }));
  }

  /** A page of somebody's own. @param after the last one already seen */
  async own(
    sql: Sql,
    which: WhichRecognitions,
    limit: number,
    after: string | undefined,
  ): Promise<MyRecognition[]> {
    return this.asOwn(sql, await this.recognitions.page(sql, which, limit, after ?? null));
  }

  async asOwn(sql: Sql, rows: readonly RecognitionRow[]): Promise<MyRecognition[]> {
    const [members, counts] = await Promise.all([
      this.people.membersById(sql, whoseAll(rows)),
      this.reactions.of(
        sql,
        rows.map(({ id }) => id),
      ),
    ]);
    const nameOf = (id: string | null): string => members.get(id ?? '')?.name ?? '';
    return rows.map(({ id, at, behaviour, visibility, words, weighing, ...row }) => ({
      ...{ id, at: at.toISOString(), behaviour, visibility, words, weighing },
      by: nameOf(row.giverId),
      to:
        row.team === null
          ? { kind: 'person', name: nameOf(row.receiverId) }
          : { kind: 'team', name: row.team },
      state: row.withdrawnAt !== null ? 'withdrawn' : row.hiddenAt !== null ? 'hidden' : 'stands',
      reason: row.hiddenBecause,
      reactions: counts.get(id) ?? [],
    }));
  }

  private async asPublic(sql: Sql, rows: readonly RecognitionRow[]): Promise<PublicRecognition[]> {
    const names = await this.shownNames(sql, whoseAll(rows));
    return rows.map(({ id, at, behaviour, giverId, receiverId, team, words }) => {
      const name = names.get(receiverId ?? '') ?? null;
      return {
        ...{ id, at: at.toISOString(), behaviour },
        by: names.get(giverId) ?? null,
        to: team === null ? { kind: 'person', name } : { kind: 'team', name: team },
        // words say who is meant, whatever the line shows
        words: team === null && name === null ? null : words,
      };
    });
  }

  /** Names of those who show theirs. A pseudonym is never shown: whoever thanks its owner would see whose it is. */
  private async shownNames(sql: Sql, memberIds: readonly string[]): Promise<Map<string, string>> {
    const [seen, members] = await Promise.all([
      this.faces.seen(sql, memberIds, []),
      this.people.membersById(sql, memberIds),
    ]);
    const names = new Map<string, string>();
    for (const [id, { face }] of seen)
      if (face !== null && !face.pseudonym && members.get(id)?.deactivatedAt === null)
        names.set(id, face.name);
    return names;
  }
}

function whoseAll(rows: readonly RecognitionRow[]): string[] {
  return [...new Set(rows.flatMap(({ giverId, receiverId }) => [giverId, receiverId ?? giverId]))];
}
