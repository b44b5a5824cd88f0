import { Injectable } from '@nestjs/common';
import type { MyLook } from '@vigil/shared/audit';
import type { Sql } from '../../platform/db/database.js';

/** Who looked at a member's data. Every statement asks for the member's own rows. */
@Injectable()
export class LooksReadModel {
  /** Newest first. @param before number of the last look already seen */
  async mine(sql: Sql, memberId: string, limit: number, before: string | null): Promise<MyLook[]> {
    const rows = await sql.query<{ id: string; at: Date; name: string; role: string; what: MyLook['what'] }>(
      `SELECT l.id, l.at, m.first_name || ' ' || m.last_name AS name, m.role, l.what
       FROM personal_look l JOIN member m ON m.id = l.looker_id
       WHERE l.member_id = $1 AND ($2::bigint IS NULL OR l.id < $2) ORDER BY l.id DESC LIMIT $3`,
      [memberId, before, limit],
    );
    return rows.map(({ id, at, name, role, what }) => ({
      id,
      at: at.toISOString(),
      who: { name, role },
      what,
    }));
  }
}
