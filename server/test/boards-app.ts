import { Logger, Module, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { periodOf } from '@vigil/shared/calendar';
import { type Route, pathOf, type RouteCall, type RouteResult } from '@vigil/shared/contract';
import { apply, type BoardDelta, type BoardWindow, readBoard } from '@vigil/shared/leaderboards';
import { io, type Socket } from 'socket.io-client';
import { freePort } from '../../tools/src/services/free-port.js';
import type { BoardVisibility } from '@vigil/shared/people';
import { LeaderboardsModule } from '../src/features/leaderboards/leaderboards.module.js';
import { MeService } from '../src/features/people/me.service.js';
import { Database, type Tx } from '../src/platform/db/database.js';
import { createAdapter, equip } from '../src/platform/http/fastify.js';
import { createLog } from '../src/platform/logging/log.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { testConfig } from './config.js';
import type { TestDatabase } from './database.js';

/** One process with boards: real database, real sockets, the features that boards stand on. */
export interface BoardsApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly sql: Database;
  /** Calls a route as its contract says. @throws the status of a refusal */
  call<R extends Route>(route: R, cookie: string, given: RouteCall<R>): Promise<RouteResult<R>>;
  watcher(cookie: string): Watcher;
}
/** Whose address browsers name: all processes of an installation share it. */
export const origin = 'http://127.0.0.1:3000';

export async function startBoardsApp(database: TestDatabase, redisUrl: string | null): Promise<BoardsApp> {
  const port = await freePort();
  const config = testConfig(database, port, { redisUrl, publicUrl: origin });
  const log = createLog('silent');
  @Module({ imports: [PlatformModule.forRoot(config, log), LeaderboardsModule] })
  class Root {}
  Logger.overrideLogger(false);
  const options: NestApplicationOptions = { bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(Root, createAdapter(config), options);
  await equip(app);
  await app.listen(port, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  return {
    app,
    url,
    sql: app.get(Database),
    watcher: (cookie) => new Watcher(url, cookie),
    call: async (route, cookie, given) => {
      const { params, query = {} } = given as { params?: object; query?: Record<string, string> };
      const path = `${pathOf(route.path, { ...params })}?${new URLSearchParams(query).toString()}`;
      const answer = await fetch(url + path, { headers: { cookie } });
      if (!answer.ok) throw new Error(String(answer.status));
      return route.response.parse(await answer.json()) as never;
    },
  };
}

/** A browser that keeps boards as the client does, and every frame that it ever got. */
export class Watcher {
  readonly frames: { readonly event: string; readonly message: unknown }[] = [];
  readonly windows = new Map<string, BoardWindow>();
  /** Versions in the order in which they were shown. */
  readonly versions: number[] = [];
  readonly socket: Socket;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {
    this.socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { origin, cookie },
    });
    this.socket.onAny((event: string, message: unknown) => this.frames.push({ event, message }));
    this.socket.on('board:delta', (delta: BoardDelta) => {
      const window = this.windows.get(delta.boardId);
      if (window === undefined) return;
      const next = apply(window, delta);
      if (next !== 'stale') this.show(next);
    });
  }

  /** Watches, then fetches: in that order nothing can fall in between. */
  async watch(boardId: string): Promise<unknown> {
    const answer: unknown = await this.socket.emitWithAck('board:watch', { boardId });
    await this.fetch(boardId);
    return answer;
  }

  async fetch(boardId: string): Promise<{ stale: boolean }> {
    const [of, scope, unit = '', period = ''] = boardId.split('.');
    const subject = of === 'departments' ? of : scope === 'company' ? 'people' : 'my-department';
    const query = new URLSearchParams({ subject, unit, period });
    const answer = await fetch(`${this.url}${readBoard.path}?${query.toString()}`, {
      headers: { cookie: this.cookie },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { window, stale } = readBoard.response.parse(await answer.json());
    this.show(window);
    return { stale };
  }

  /** People as `name points`, departments as `name score participation`, from the top. */
  rows(boardId: string): string[] {
    return (this.windows.get(boardId)?.rows ?? []).map((row) =>
      row.of === 'person'
        ? `${row.rank} ${row.name} ${row.points}`
        : `${String(row.rank)} ${row.name} ${String(row.score)} ${String(row.participation)}`,
    );
  }

  /** @param after the version of which those that follow are wanted */
  deltas(boardId: string, after = 0): BoardDelta[] {
    return this.frames
      .filter((f) => f.event === 'board:delta')
      .map((f) => f.message as BoardDelta)
      .filter((delta) => delta.boardId === boardId && delta.version > after);
  }

  private show(window: BoardWindow): void {
    this.windows.set(window.boardId, window);
    this.versions.push(window.version);
  }
}

export interface Award {
  readonly points: number;
  readonly at: Date;
  readonly quiet?: boolean;
  readonly department?: string | null;
}

/** Writes an entry as the ledger would have it, with its word in the outbox. */
export function award(server: BoardsApp, memberId: string, given: Award): Promise<void> {
  return awardAll(server, [{ memberId, ...given }]);
}

/** Several entries in one transaction: boards show them together. */
export async function awardAll(
  { sql, app }: BoardsApp,
  all: readonly (Award & { readonly memberId: string })[],
): Promise<void> {
  const zone = { timeZone: 'Europe/Berlin' };
  await sql.query(
    `INSERT INTO ruleset (revision, effective_from, rules) VALUES (1, 'epoch', '[]') ON CONFLICT DO NOTHING`,
  );
  await sql.transaction(async (tx) => {
    const since = await lockAsWriters(
      tx,
      all.map(({ memberId }) => memberId),
    );
    for (const { memberId, points, at, quiet = false, department = null } of all) {
      const key = (unit: 'week' | 'month' | 'season') => periodOf(unit, at.getTime(), zone).key;
      await tx.query(
        `INSERT INTO points_entry (member_id, department_id, kind, part, points, coins, quiet, source_id, occurred_at, cap_day,
           cap_week, counts_week, counts_month, counts_season, revision, explanation)
         SELECT id, coalesce($3::uuid, department_id), 'habit.adopted', 'base', $2, $2, $4, '00000000-0000-4000-8000-000000000001', $5,
           $5::timestamptz::date, $6, $6, $7, $8, 1, '{}' FROM member WHERE id = $1`,
        [memberId, points, department, quiet, at, key('week'), key('month'), key('season')],
      );
    }
    app.get(Outbox).append(
      tx,
      'points.changed',
      all.map(({ memberId }) => memberId),
      since,
    );
  });
}

/** Takes back the member's newest entry that stands, if there is one, with its word in the outbox. */
export async function takeBack({ sql, app }: BoardsApp, memberId: string): Promise<void> {
  await sql.transaction(async (tx) => {
    const since = await lockAsWriters(tx, [memberId]);
    await tx.query(
      `INSERT INTO points_entry (member_id, department_id, kind, part, points, coins, quiet, source_id, occurred_at, cap_day,
         cap_week, counts_week, counts_month, counts_season, revision, explanation, reverses_id, reversal, reason)
       SELECT member_id, department_id, kind, part, -points, -coins, quiet, source_id, occurred_at, cap_day,
         cap_week, counts_week, counts_month, counts_season, revision, explanation, id, 'corrected', 'A mistake.'
       FROM points_entry e WHERE member_id = $1 AND reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id) ORDER BY id DESC LIMIT 1`,
      [memberId],
    );
    app.get(Outbox).append(tx, 'points.changed', [memberId], since);
  });
}

/** Locks members as whoever writes to the ledger does. @returns the number after which their entries will lie */
async function lockAsWriters(tx: Tx, memberIds: readonly string[]): Promise<string> {
  await tx.query(`SELECT FROM balance WHERE member_id = ANY($1::uuid[]) ORDER BY member_id FOR UPDATE`, [
    memberIds,
  ]);
  const [row] = await tx.query<{ since: string }>(
    `SELECT coalesce(pg_sequence_last_value('points_entry_id_seq'::regclass), 0) AS since`,
  );
  return row?.since ?? '0';
}

/** Changes a member as the directory would, with its word in the outbox. */
export async function change(
  { sql, app }: BoardsApp,
  memberId: string,
  to: { visibility?: BoardVisibility; department?: string; lastName?: string; deactivatedAt?: Date },
): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query(
      `UPDATE member SET department_id = coalesce($2::uuid, department_id), last_name = coalesce($3, last_name),
         deactivated_at = coalesce($4, deactivated_at) WHERE id = $1`,
      [memberId, to.department, to.lastName, to.deactivatedAt],
    );
    if (to.department !== undefined) {
      await tx.query(`UPDATE membership SET until_at = now() WHERE member_id = $1 AND until_at IS NULL`, [
        memberId,
      ]);
      await tx.query(`INSERT INTO membership (member_id, department_id, from_at) VALUES ($1, $2, now())`, [
        memberId,
        to.department,
      ]);
    }
    app.get(Outbox).append(tx, 'member.changed', [memberId]);
  });
  if (to.visibility !== undefined)
    await app.get(MeService, { strict: false }).update(memberId, { boardVisibility: to.visibility });
}
