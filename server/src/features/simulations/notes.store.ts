import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/database.js';

/** Rows of `note_withdrawal`: clicks that do not count as the person's own. Nothing public follows from one. */
@Injectable()
export class NotesStore {
  /** Once is enough: a second withdrawal changes nothing. */
  async withdraw(tx: Tx, noteId: string, byMemberId: string, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO note_withdrawal (case_id, withdrawn_at, withdrawn_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [noteId, now, byMemberId],
    );
  }
}
