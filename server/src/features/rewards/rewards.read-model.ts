import { Injectable } from '@nestjs/common';
import type { PointsEntry } from '@vigil/shared/points';
import type { CoinMovement, MyRewardRequest, RewardRequest } from '@vigil/shared/rewards';
import type { Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type CoinEntryRow, CoinsStore } from '../points/coins.store.js';
import { PointsReadModel } from '../points/points.read-model.js';
import { type CoinCursor, mergedPage, type Numbered } from './coin-history.js';
import type { ShownRequestRow } from './requests.store.js';

/** Requests and coins as they are shown. */
@Injectable()
export class RewardsReadModel {
  constructor(
    private readonly points: PointsReadModel,
    private readonly coins: CoinsStore,
    private readonly people: PeopleReadModel,
  ) {}

  /** Every coin of a person in and out, newest first. */
  async coinPage(sql: Sql, memberId: string, limit: number, seen: CoinCursor) {
    const [entries, coins] = await Promise.all([
      this.points.entries(sql, memberId, limit + 1, seen.entry),
      this.coins.entries(sql, memberId, limit + 1, seen.coin),
    ]);
    return mergedPage([entries.map(earned), coins.map(moved)], seen, limit);
  }

  /** Requests with whose they are. The balance of a person is not shown: from it follows what nobody else may know. */
  async withPeople(
    sql: Sql,
    rows: readonly ShownRequestRow[],
    readerId: string,
  ): Promise<(RewardRequest & { readonly email: string })[]> {
    const [members, departments] = await Promise.all([
      this.people.membersById(
        sql,
        rows.map((row) => row.memberId),
      ),
      this.people.departments(sql),
    ]);
    const nameOf = new Map(departments.map((department) => [department.id, department.name]));
    return rows.map((row) => {
      const member = members.get(row.memberId);
      return {
        ...shownRequest(row),
        person: {
          id: row.memberId,
          name: member?.name ?? '',
          department: nameOf.get(member?.departmentId ?? '') ?? '',
        },
        own: row.memberId === readerId,
        email: member?.email ?? '',
      };
    });
  }
}

export function shownRequest({ memberId: _, askedAt, changedAt, ...row }: ShownRequestRow): MyRewardRequest {
  return { ...row, askedAt: askedAt.toISOString(), changedAt: changedAt.toISOString() };
}

function earned({ id, occurredAt, recordedAt, coins, kind, about, reverses }: PointsEntry): Numbered {
  const movement: CoinMovement = {
    id: `e${id}`,
    // they came with the fact, and went when somebody took them back
    at: reverses === null ? occurredAt : recordedAt,
    coins,
    because: reverses === null ? 'earned' : 'taken-back',
    kind,
    about,
    reward: null,
    reason: reverses?.reason ?? null,
  };
  return { ledger: 'entry', number: id, movement };
}

function moved({ id, at, coins, reward }: CoinEntryRow): Numbered {
  const because = coins < 0 ? ('spent' as const) : ('returned' as const);
  return {
    ledger: 'coin',
    number: id,
    movement: {
      ...{ id: `c${id}`, at: at.toISOString(), coins, because },
      ...{ kind: null, about: null, reward, reason: null },
    },
  };
}
