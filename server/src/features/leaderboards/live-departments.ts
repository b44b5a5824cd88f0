import { Inject, Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { type DepartmentRow, departmentRows, departmentStanding } from '@vigil/shared/leaderboards';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { DepartmentTally } from './department-tally.js';
import { PresenceStore } from './presence.store.js';
import { Superseded } from './publisher.js';
import { StandingsStore } from './standings.store.js';
import type { Truth } from './truth.js';

/** How often the places of departments may change. */
@Injectable()
export class StandingPace {
  constructor(@Inject(RUNNING_CONFIG) private readonly config: RunningConfig) {}

  get everyMs(): number {
    return this.config.standingsEveryMs;
  }
}

interface Place {
  readonly rows: readonly DepartmentRow[];
  readonly revision: number | null;
  /** By the process's own clock. */
  readonly computedAtMs: number;
  /** Whether something has come in since. */
  due: boolean;
}

/** Begins to keep the boards of departments; what stood before is in the database. */
@Injectable()
export class LiveDepartments {
  constructor(
    private readonly presence: PresenceStore,
    private readonly standings: StandingsStore,
    private readonly pace: StandingPace,
  ) {}

  /** @param anew with standings of this moment that follow none */
  begin(periods: readonly Period[], anew = false): OpenDepartments {
    return new OpenDepartments(periods, anew, this.presence, this.standings, this.pace);
  }
}

/**
 * Boards of departments in the open periods. Participation follows every tick; scores and ranks follow the last standing
 * at most once a minute, and never flicker: each standing builds on the one before, which is kept in the database, so that
 * a board built anew, or by another process, goes on where this one was.
 */
export class OpenDepartments {
  private readonly tally: DepartmentTally;
  private readonly places: (Place | null)[];

  constructor(
    private readonly periods: readonly Period[],
    private readonly anew: boolean,
    private readonly presence: PresenceStore,
    private readonly standings: StandingsStore,
    private readonly pace: StandingPace,
  ) {
    this.tally = new DepartmentTally(periods.length);
    this.places = periods.map(() => null);
  }

  /**
   * Takes in members, and computes the standings that may follow.
   * @param moved whose presence may have changed; null for everybody
   * @throws Superseded when another process has computed a newer standing
   */
  async take(truth: Truth, moved: readonly string[] | null): Promise<void> {
    if (moved === null) await this.tally.begin(truth);
    else await this.tally.update(truth, await this.presence.read(this.periods, moved));
    for (const place of this.places) if (place !== null) place.due = true;
    await this.settle();
  }

  /** Whether a standing waits and its time has come. */
  isDue(): boolean {
    return this.places.some((place) => place !== null && this.mayFollow(place));
  }

  /** Computes the standings whose time has come. @throws Superseded as `take` */
  async settle(): Promise<void> {
    for (const [index, period] of this.periods.entries()) {
      const place = this.places[index] ?? (await this.found(period));
      this.places[index] = this.mayFollow(place) ? await this.follow(period, index, place) : place;
    }
  }

  /** The board of a period. */
  rows(index: number): DepartmentRow[] {
    return departmentRows(this.tally.of(index), this.places[index]?.rows ?? [], false);
  }

  private async found(period: Period): Promise<Place> {
    const kept = await this.standings.open(period);
    const [revision, due] = [kept?.revision ?? null, true];
    if (kept === null || this.anew) return { rows: [], revision, computedAtMs: 0, due };
    return { rows: kept.rows, revision, computedAtMs: performance.now() - kept.ageMs, due };
  }

  private mayFollow({ due, computedAtMs, rows }: Place): boolean {
    // the first points of a period need not wait: nothing stands yet that could flicker
    const empty = rows.every((row) => (row.average ?? 0) === 0);
    return due && (empty || performance.now() - computedAtMs >= this.pace.everyMs);
  }

  private async follow(period: Period, index: number, before: Place): Promise<Place> {
    const terms = { closed: false, limits: await this.standings.limits() };
    const rows = departmentStanding(this.tally.of(index), terms, before.rows);
    const revision = await this.standings.saveOpen(period, rows, before.revision);
    if (revision === null) throw new Superseded(`the standing of ${period.unit} ${period.key}`);
    return { rows, revision, computedAtMs: performance.now(), due: false };
  }
}
