import { Injectable } from '@nestjs/common';
import type { Locale } from '@vigil/shared/contract';
import type { Sql, Tx } from '../../platform/db/database.js';

/** The organisation that this installation serves. */
export interface Organisation {
  readonly name: string;
  /** IANA zone: decides every period. */
  readonly timeZone: string;
  readonly locale: Locale;
}
/** Stands in until the first administrator has founded it. */
export const unfounded: Organisation = { name: 'Vigil', timeZone: 'UTC', locale: 'en' };

/** The one row of `installation`. */
@Injectable()
export class OrganisationStore {
  async read(sql: Sql): Promise<Organisation> {
    const [row] = await sql.query<Organisation>(
      `SELECT name, time_zone AS "timeZone", locale FROM installation`,
    );
    return row ?? unfounded;
  }

  async set(tx: Tx, organisation: Organisation): Promise<void> {
    await tx.query(
      `INSERT INTO installation (name, time_zone, locale) VALUES ($1, $2, $3)
       ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, locale = excluded.locale`,
      [organisation.name, organisation.timeZone, organisation.locale],
    );
  }
}
