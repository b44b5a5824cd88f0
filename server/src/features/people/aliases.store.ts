import { Injectable } from '@nestjs/common';
import { emailKey } from '@vigil/shared/people';
import type { Tx } from '../../platform/db/database.js';

/** Addresses that somebody with the right to said are a member's: facts about them are theirs. */
@Injectable()
export class AliasesStore {
  /** Says whose the address is; a later word replaces an earlier one. An active member's own address is never an alias. */
  async add(tx: Tx, address: string, memberId: string): Promise<void> {
    await tx.query(
      `INSERT INTO member_alias (email_key, member_id) VALUES ($1, $2)
       ON CONFLICT (email_key) DO UPDATE SET member_id = excluded.member_id`,
      [emailKey(address), memberId],
    );
  }
}
