import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LeaderboardsStore } from './leaderboards.store.js';

const mostKept = 50_000;

/** Row ids that tell nothing: another one for each person, board and period, the same on every process. */
@Injectable()
export class RowIds {
  private secret: Buffer | null = null;
  /** What was worked out lately: the same people stand at the top from tick to tick. */
  private readonly kept = new Map<string, string>();

  constructor(private readonly store: LeaderboardsStore) {}

  /** Ids of members on one board. */
  async on(boardId: string): Promise<(memberId: string) => string> {
    this.secret ??= await this.store.secret();
    // before the installation is founded there is nobody to hide
    const secret = this.secret ?? Buffer.alloc(0);
    return (memberId) => {
      const subject = `${boardId} ${memberId}`;
      const known = this.kept.get(subject);
      if (known !== undefined) return known;
      const id = createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 22);
      if (this.kept.size >= mostKept) this.kept.clear();
      if (this.secret !== null) this.kept.set(subject, id);
      return id;
    };
  }
}
