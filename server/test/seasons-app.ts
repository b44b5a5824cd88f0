import { type Period, periodBounds, periodOf, previousPeriod } from '@vigil/shared/calendar';
import type { Route, RouteResult } from '@vigil/shared/contract';
import { readBoard } from '@vigil/shared/leaderboards';
import { createHash, randomUUID } from 'node:crypto';
import { BehavioursService } from '../src/features/behaviours/behaviours.service.js';
import { internalSource } from '../src/features/behaviours/behaviours.types.js';
import { RulesetsStore } from '../src/features/points/rulesets.store.js';
import { SeasonsService } from '../src/features/seasons/seasons.service.js';
import { Clock } from '../src/platform/clock/clock.js';
import { Database, type Sql } from '../src/platform/db/database.js';
import { createLog } from '../src/platform/logging/log.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { startTestApp, type TestApp } from './app.js';
import { type Actor, anActor } from './cast.js';
import { factoriesOn, type MadeMember } from './factories.js';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const calendar = { timeZone: 'Europe/Berlin' };

/** A season with its bounds. */
export interface PastSeason {
  readonly key: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The last season that is over and past its grace by any clock, and the one before it. */
export function pastSeasons(nowMs = Date.now()): { last: PastSeason; older: PastSeason } {
  const last = previousPeriod(periodOf('season', nowMs - 4 * dayMs, calendar));
  const older = last && previousPeriod(last);
  if (last === null || older === null) throw new Error('no season before');
  return { last: bounded(last), older: bounded(older) };
}

function bounded(season: Period): PastSeason {
  const { startMs, endMs } = periodBounds(season, calendar);
  return { key: season.key, startMs: startMs ?? 0, endMs: endMs ?? 0 };
}

/** An organisation that began in the middle of a season. */
export async function foundAt(sql: Sql, atMs: number): Promise<void> {
  await factoriesOn(sql).anOrganisation();
  await sql.query(`UPDATE installation SET created_at = $1`, [new Date(atMs)]);
}

/** What a consumer of closes would find; it takes nothing. */
export function listenToCloses({ app }: TestApp): void {
  app.get(Outbox).register({
    name: 'test-notices',
    topics: ['season.closed'],
    exclusive: false,
    intervalMs: 0,
    handle: () => Promise.resolve(),
  });
}

/** The whole server in an organisation that saw two seasons end, at whatever time the test says it is. */
export async function startSeasonsApp() {
  const server = await startTestApp({ log: createLog('silent') });
  const { app } = server;
  const sql = app.get(Database);
  const { last, older } = pastSeasons();
  const clock = { atMs: last.endMs - 20 * dayMs };
  const setClock = (other: TestApp): void => {
    other.app.get(Clock).nowMs = () => clock.atMs;
  };
  setClock(server);
  listenToCloses(server);
  // founded now as long as people are made: no season is over yet, so none can close meanwhile
  await factoriesOn(sql).anOrganisation();
  await app.get(RulesetsStore).ensureDefault(sql);
  const make = factoriesOn(sql);
  const since = new Date(older.startMs);

  return {
    ...{ server, app, sql, clock, last, older, make, since, setClock },
    /** From now on the organisation has seen both seasons. */
    begin: () => foundAt(sql, older.endMs - 30 * dayMs),
    anActor: (wish: Parameters<typeof anActor>[2] = {}) => anActor(server, 'employee', { since, ...wish }),
    crew: async (
      how: number,
    ): Promise<{ department: { id: string; name: string }; people: MadeMember[] }> => {
      const department = await make.aDepartment();
      const people: MadeMember[] = [];
      for (let i = 0; i < how; i++) people.push(await make.aMember({ since, department }));
      return { department, people };
    },
    /** Somebody does something. @param toldMs when it is told; at once unless it is late */
    does: async (who: Pick<MadeMember, 'id'>, kind: string, atMs: number, toldMs = atMs): Promise<void> => {
      clock.atMs = toldMs;
      const naturalKey = randomUUID();
      await app.get(BehavioursService).submit([
        {
          ...{ sourceId: internalSource, naturalKey, memberId: who.id, kind, occurredAtMs: atMs },
          ...{ object: naturalKey, about: null, workingMinutes: null, first: false },
          bodyHash: createHash('sha256').update(naturalKey).digest(),
        },
      ]);
    },
    close: () => app.get(SeasonsService).close(),
    read: async <R extends Route>(
      by: Actor,
      route: R,
      params: Record<string, string> = {},
    ): Promise<RouteResult<R>> => {
      const { text } = await by.ask(route, { params });
      return route.response.parse(JSON.parse(text)) as RouteResult<R>;
    },
    board: async (by: Actor, subject: 'people' | 'departments', key: string) => {
      const { text } = await by.ask(readBoard, { query: `?subject=${subject}&unit=season&period=${key}` });
      return readBoard.response.parse(JSON.parse(text)).window.rows;
    },
    /** What a close leaves: the row, the lines of the audit log, the events. */
    traces: async (key: string): Promise<{ closed: boolean; lines: number; events: number }> => {
      const [found] = await sql.query<{ closed: boolean; lines: number; events: number }>(
        `SELECT coalesce((SELECT closed_at IS NOT NULL FROM season WHERE key = $1), false) AS closed,
           (SELECT count(*) FROM audit_entry WHERE act = 'season.closed' AND subject_id = $1)::int AS lines,
           (SELECT count(*) FROM outbox WHERE consumer = 'test-notices' AND topic = 'season.closed' AND $1 = ANY(subjects))::int AS events`,
        [key],
      );
      if (found === undefined) throw new Error('nothing was found');
      return found;
    },
  };
}
export type SeasonsApp = Awaited<ReturnType<typeof startSeasonsApp>>;
