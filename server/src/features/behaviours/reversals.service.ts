import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { entryReversed, reversalIsFinal } from '@vigil/shared/corrections';
import type { OrganisationCalendar } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { GrantingService } from '../badges/granting.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NewEntry, PointsStore, type StandingEntry } from '../points/points.store.js';
import { reversalPeriods } from './judge.js';

/** What was taken back. */
export interface Reversed {
  readonly memberId: string;
  /** The sum that is gone, as a positive number. */
  readonly points: number;
  readonly entryIds: readonly string[];
}

/** Takes entries back, for a reason: once, wholly, and for good. The caps that they used stay used. */
@Injectable()
export class ReversalsService {
  constructor(
    private readonly points: PointsStore,
    private readonly people: PeopleReadModel,
    private readonly badges: GrantingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes back what one fact brought: the entry, and those of its sisters that still stand.
   * @throws ProblemError `not-found`, `entry-reversed`, `reversal-is-final`
   */
  async reverse(tx: Tx, entryId: string, reason: string): Promise<Reversed> {
    const memberId = await this.points.memberOf(tx, entryId);
    if (memberId === null) throw new ProblemError(problems.notFound);
    // whoever holds the lock decides alone: of twenty at once, one finds the entry standing
    await this.points.lock(tx, [memberId]);
    const entries = await this.points.ofSameFact(tx, entryId);
    const named = entries.find((e) => e.id === entryId);
    if (named === undefined || named.isReversal) throw new ProblemError(reversalIsFinal);
    if (named.isReversed) throw new ProblemError(entryReversed);
    const calendar = await this.people.calendar(tx);
    const standing = await this.badges.standing(tx, [memberId]);
    const rows = entries
      .filter((e) => !e.isReversal && !e.isReversed)
      .map((entry) => reversalOf(entry, { reason, calendar, nowMs: this.clock.nowMs() }));
    this.points.append(tx, rows);
    const sum = (value: (row: NewEntry) => number) => rows.reduce((total, row) => total + value(row), 0);
    const points = sum((row) => row.points);
    const quiet = sum((row) => (row.quiet ? row.points : 0));
    this.points.addToBalances(tx, [{ memberId, points, quiet, coins: sum((row) => row.coins) }]);
    this.outbox.append(tx, 'points.changed', [memberId]);
    await this.badges.settleSince(tx, standing);
    return { memberId, points: -points, entryIds: rows.flatMap((row) => row.reversesId ?? []) };
  }
}

function reversalOf(
  { id, isReversal: _, isReversed: __, ...entry }: StandingEntry,
  at: { readonly reason: string; readonly calendar: OrganisationCalendar; readonly nowMs: number },
): NewEntry {
  const counts = reversalPeriods(
    { week: entry.countsWeek, month: entry.countsMonth, season: entry.countsSeason },
    at.nowMs,
    at.calendar,
  );
  return {
    ...entry,
    id: null,
    // it follows from no fact, but from what somebody found
    behaviourId: null,
    points: -entry.points,
    coins: -entry.coins,
    cooldownKey: null,
    countsWeek: counts.week,
    countsMonth: counts.month,
    countsSeason: counts.season,
    reversesId: id,
    reversal: 'corrected',
    reason: at.reason,
  };
}
