import { Injectable } from '@nestjs/common';
import { periodBounds } from '@vigil/shared/calendar';
import { seasonClosesAfterMs, seasonsFrom } from '@vigil/shared/seasons';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Closing } from '../../platform/closing/closing.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PastStandings } from '../leaderboards/past-standings.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SeasonsStore } from './seasons.store.js';
import type { SeasonRow } from './seasons.types.js';

/** What happens to seasons by itself: each that has ended closes, once. */
@Injectable()
export class SeasonsService {
  constructor(
    private readonly database: Database,
    private readonly store: SeasonsStore,
    private readonly closing: Closing,
    private readonly past: PastStandings,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Closes all that are due, those too that nobody was there to close. @returns how many closed */
  async close(): Promise<number> {
    await this.noteEnded();
    return this.closing.close({
      what: 'season',
      idOf: ({ key }: SeasonRow) => key,
      drawLines: (sql) => this.store.drawLines(sql, new Date(this.clock.nowMs() - seasonClosesAfterMs)),
      lockEnding: (tx, except) => this.store.lockEnding(tx, except),
      finish: (tx, season) => this.finish(tx, season),
    });
  }

  private async noteEnded(): Promise<void> {
    const foundedAt = await this.store.foundedAt(this.database);
    if (foundedAt === null) return;
    const calendar = await this.people.calendar(this.database);
    const nowMs = this.clock.nowMs();
    const ended = seasonsFrom(foundedAt.getTime(), nowMs, calendar).flatMap((season) => {
      const { startMs, endMs } = periodBounds(season, calendar);
      if (startMs === null || endMs === null || endMs > nowMs) return [];
      return [{ key: season.key, startsAt: new Date(startMs), endsAt: new Date(endMs) }];
    });
    if (ended.length > 0) await this.store.note(this.database, ended);
  }

  private async finish(tx: Tx, { key }: SeasonRow): Promise<boolean> {
    // on a connection of its own, and the same each time: the ledger before the line stands still
    await this.past.settle({ unit: 'season', key });
    if (!(await this.store.close(tx, key, this.clock.now()))) return false;
    this.audit.record(tx, { by: null, act: 'season.closed', subject: { kind: 'season', id: key } });
    this.outbox.append(tx, 'season.closed', [key]);
    return true;
  }
}
