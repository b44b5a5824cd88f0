import { expect, it } from 'vitest';
import type { Sql } from '../../src/platform/db/database.js';
import type { Actor } from '../cast.js';
import type { MadeMember } from '../factories.js';

/** Whoever may have gained something. */
export type Player = Pick<Actor, 'member'> | { readonly member: Pick<MadeMember, 'id'> };

/** A way to get more than one's share, and what somebody gets who does the same honestly, as often as it counts. */
export interface Trick<App> {
  readonly name: string;
  /** @returns everybody who took part */
  honest(app: App): Promise<readonly Player[]>;
  cheat(app: App): Promise<readonly Player[]>;
}

/** What people have got, together. */
export interface Gain {
  readonly points: number;
  /** What boards show. */
  readonly ranked: number;
  /** Coins, and what coins were spent on and is not given back, less what is owed. */
  readonly wealth: number;
}

export async function gainOf(sql: Sql, players: readonly Player[]): Promise<Gain> {
  const [row] = await sql.query<Record<keyof Gain, string>>(
    `SELECT coalesce(sum(e.points), 0) AS points, coalesce(sum(e.points) FILTER (WHERE NOT e.quiet), 0) AS ranked,
       (SELECT coalesce(sum(b.coins - b.coins_owed), 0) FROM balance b WHERE b.member_id = ANY($1::uuid[]))
         - (SELECT coalesce(sum(c.coins), 0) FROM coin_entry c WHERE c.member_id = ANY($1::uuid[])) AS wealth
     FROM points_entry e WHERE e.member_id = ANY($1::uuid[])`,
    [players.map(({ member }) => member.id)],
  );
  return { points: Number(row?.points), ranked: Number(row?.ranked), wealth: Number(row?.wealth) };
}

/** Plays each trick beside the honest way, on the same server: it must not be worth it. */
export function noneIsWorthIt<App extends { readonly sql: Sql }>(
  app: () => App,
  tricks: readonly Trick<App>[],
): void {
  it.each(tricks.map((trick) => [trick.name, trick] as const))(
    '%s',
    async (_, trick) => {
      const honest = await gainOf(app().sql, await trick.honest(app()));
      const cheat = await gainOf(app().sql, await trick.cheat(app()));
      // a way that brings nothing to anybody would compare nothing
      expect(honest.points).toBeGreaterThan(0);
      expect(cheat.points).toBeLessThanOrEqual(honest.points);
      expect(cheat.ranked).toBeLessThanOrEqual(honest.ranked);
      expect(cheat.wealth).toBeLessThanOrEqual(honest.wealth);
    },
    60_000,
  );
}

/** Does it so many times at once. */
export const atOnce = <T>(times: number, act: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, i) => act(i)));
/** Does it so many times, one after the other. */
export async function inTurn<T>(times: number, act: (i: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let i = 0; i < times; i++) all.push(await act(i));
  return all;
}
