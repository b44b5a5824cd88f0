import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Face } from '../people/faces.js';
import { LeaderboardsStore } from './leaderboards.store.js';

const mostBoards = 1_000;
const mostOfBoard = 1_000;

/** The row id of a member who stands on a board by a face. */
export type RowId = (memberId: string, face: Face) => string;

/** Row ids that tell nothing: another one for each person, face, board and period, the same on every process. */
@Injectable()
export class RowIds {
  private secret: Buffer | null = null;
  /** What was worked out lately, by board: the same people stand at the top from tick to tick. */
  private readonly kept = new Map<string, Map<string, string>>();

  constructor(private readonly store: LeaderboardsStore) {}

  /** Ids of rows on one board. */
  async on(boardId: string): Promise<RowId> {
    this.secret ??= await this.store.secret();
    // before the installation is founded there is nobody to hide
    const secret = this.secret ?? Buffer.alloc(0);
    const kept = this.keptOf(boardId);
    return (memberId, face) => {
      // a name is not part of it: whoever is renamed keeps the row
      const whose = face.pseudonym ? `${memberId} ${face.name}` : memberId;
      const known = kept.get(whose);
      if (known !== undefined) return known;
      const subject = `${boardId} ${memberId} ${face.pseudonym ? face.name : ''}`;
      const id = createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 22);
      if (kept.size >= mostOfBoard) kept.clear();
      if (this.secret !== null) kept.set(whose, id);
      return id;
    };
  }

  private keptOf(boardId: string): Map<string, string> {
    const known = this.kept.get(boardId);
    if (known !== undefined) return known;
    if (this.kept.size >= mostBoards) this.kept.clear();
    const fresh = new Map<string, string>();
    this.kept.set(boardId, fresh);
    return fresh;
  }
}
