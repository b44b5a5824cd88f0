import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { belongsTo, type Choice, type Face, presentFace } from './faces.js';
import { PeopleReadModel } from './people.read-model.js';
import { PeriodBorders } from './period-borders.js';
import { chosen, covers, weekStart, worn } from './veil-sql.js';

/** How boards see a member now. */
export interface SeenOnBoards {
  readonly face: Face | null;
  /** Whether what counts in a week belongs to that face; of the weeks that were asked for. */
  readonly shows: (week: string) => boolean;
}
type Veiled = { readonly memberId: string; readonly week: string; readonly pseudonym: string | null };

/** Faces for whoever makes something like a board: by the same rule as the boards themselves. */
@Injectable()
export class FacesReadModel {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly borders: PeriodBorders,
    private readonly clock: Clock,
  ) {}

  /** Members who are unknown are missing. @param weeks keys of the weeks that will be asked about */
  async seen(
    sql: Sql,
    memberIds: readonly string[],
    weeks: readonly string[],
  ): Promise<Map<string, SeenOnBoards>> {
    const choices = await sql.query<Choice & { readonly id: string }>(
      `SELECT m.id, ${chosen} FROM member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$2')} WHERE m.id = ANY($1::uuid[])`,
      [memberIds, this.clock.now()],
    );
    const { timeZone } = await this.people.calendar(sql);
    const veiled = await sql.query<Veiled>(
      `SELECT v.member_id AS "memberId", k.week, v.pseudonym FROM unnest($2::text[]) k (week)
       JOIN board_veil v ON v.member_id = ANY($1::uuid[]) AND ${covers('v', weekStart('k.week', '$3'))}`,
      [memberIds, weeks, timeZone],
    );
    const veils = new Map(veiled.map((veil) => [`${veil.memberId} ${veil.week}`, veil]));
    const borders = await this.borders.ofWeeks(veiled.map(({ week }) => week));
    return new Map(
      choices.map((choice) => {
        const face = presentFace(choice);
        const shows = (week: string): boolean => {
          const as = veils.get(`${choice.id} ${week}`)?.pseudonym ?? null;
          return belongsTo(face, { as, together: borders.get(week)?.together.has(choice.id) === true });
        };
        return [choice.id, { face, shows }];
      }),
    );
  }
}
