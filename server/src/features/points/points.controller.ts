import { Controller } from '@nestjs/common';
import { dayOf, periodBounds, periodOf } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import {
  exportMyEntries,
  listMyEntries,
  readMyEntry,
  readMyPoints,
  readRuleset,
  rulesetAt,
} from '@vigil/shared/points';
import { stringify } from 'csv-stringify/sync';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { numberCursor, pageByNumber } from '../../platform/http/number-pages.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsReadModel } from './points.read-model.js';
import { RulesetsStore } from './rulesets.store.js';

const mostExported = 50_000;

/** My record and the rules: nobody sees anybody else's here. */
@Controller()
export class PointsController {
  constructor(
    private readonly database: Database,
    private readonly points: PointsReadModel,
    private readonly rulesets: RulesetsStore,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  @Handles(readMyPoints)
  async mine({ principal }: Call<typeof readMyPoints>) {
    const calendar = await this.people.calendar(this.database);
    const nowMs = this.clock.nowMs();
    const season = periodOf('season', nowMs, calendar);
    const present = {
      day: dayOf(nowMs, calendar),
      week: periodOf('week', nowMs, calendar).key,
      month: periodOf('month', nowMs, calendar).key,
      season: season.key,
    };
    const [sums, balance] = await Promise.all([
      this.points.sums(this.database, principal.memberId, present),
      this.points.balance(this.database, principal.memberId),
    ]);
    const endsAt = new Date(periodBounds(season, calendar).endMs ?? nowMs).toISOString();
    return {
      ...sums,
      all: balance.points,
      coins: balance.coins,
      seasonKey: season.key,
      seasonEndsAt: endsAt,
    };
  }

  @Handles(listMyEntries)
  async list({ principal, query }: Call<typeof listMyEntries>) {
    const before = numberCursor(query.cursor);
    const items = await this.points.entries(this.database, principal.memberId, query.limit + 1, before);
    return pageByNumber(items, query.limit);
  }

  @Handles(exportMyEntries)
  async export({ principal, http }: Call<typeof exportMyEntries>) {
    const entries = await this.points.entries(this.database, principal.memberId, mostExported);
    http.setHeader('content-disposition', 'attachment; filename="my-record.csv"');
    const rows = entries.map((e) => [
      e.occurredAt,
      e.kind,
      e.part,
      e.about ?? '',
      e.points,
      e.coins,
      e.quiet ? 'yes' : 'no',
      e.source,
      e.revision,
      e.reverses?.reason ?? '',
    ]);
    const header = [
      'occurred_at',
      'kind',
      'part',
      'about',
      'points',
      'coins',
      'quiet',
      'source',
      'ruleset_revision',
      'taken_back_because',
    ];
    return stringify([header, ...rows], { escape_formulas: true });
  }

  @Handles(readMyEntry)
  async one({ principal, params }: Call<typeof readMyEntry>) {
    const entry = await this.points.entry(this.database, principal.memberId, params.entryId);
    if (entry === null) throw new ProblemError(problems.notFound);
    return entry;
  }

  @Handles(readRuleset)
  async rules(_: Call<typeof readRuleset>) {
    const all = await this.rulesets.all(this.database);
    const nowMs = this.clock.nowMs();
    const ruleset = rulesetAt(all, nowMs);
    const [next = null] = all
      .filter(({ effectiveFrom }) => Date.parse(effectiveFrom) > nowMs)
      .sort((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom));
    // a kind that earns nothing any more still has entries, and they a title
    const titles = new Map(all.flatMap(({ rules }) => rules.map((r) => [r.kind, r.title ?? null] as const)));
    return { ...ruleset, kinds: [...titles].map(([kind, title]) => ({ kind, title })), next };
  }
}
