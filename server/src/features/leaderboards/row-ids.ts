import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LeaderboardsStore } from './leaderboards.store.js';

/** Row ids that tell nothing: another one for each person, board and period, the same on every process. */
@Injectable()
export class RowIds {
  private secret: Buffer | null = null;

  constructor(private readonly store: LeaderboardsStore) {}

  /** Ids of members on one board. */
  async on(boardId: string): Promise<(memberId: string) => string> {
    this.secret ??= await this.store.secret();
    // before the installation is founded there is nobody to hide
    const secret = this.secret ?? Buffer.alloc(0);
    return (memberId) =>
      createHmac('sha256', secret).update(`${boardId} ${memberId}`).digest('base64url').slice(0, 22);
  }
}
