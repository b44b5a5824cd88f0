import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Face } from './faces.js';
import { LeaderboardsStore } from './leaderboards.store.js';

const mostKept = 50_000;

/** The row id of a member who stands on a board by a face. */
export type RowId = (memberId: string, face: Face) => string;

/** Row ids that tell nothing: another one for each person, face, board and period, the same on every process. */
@Injectable()
export class RowIds {
  private secret: Buffer | null = null;
  /** What was worked out lately: the same people stand at the top from tick to tick. */
  private readonly kept = new Map<string, string>();

  constructor(private readonly store: LeaderboardsStore) {}

  /** Ids of rows on one board. */
  async on(boardId: string): Promise<RowId> {
    this.secret ??= await this.store.secret();
    // before the installation is founded there is nobody to hide
    const secret = this.secret ?? Buffer.alloc(0);
    return (memberId, face) => {
      // a name is not part of it: whoever is renamed keeps the row
      const subject = `${boardId} ${memberId} ${face.pseudonym ? face.name : ''}`;
      const known = this.kept.get(subject);
      if (known !== undefined) return known;
      const id = createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 22);
      if (this.kept.size >= mostKept) this.kept.clear();
      if (this.secret !== null) this.kept.set(subject, id);
      return id;
    };
  }
}
