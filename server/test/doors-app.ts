import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pathOf, type Route } from '@vigil/shared/contract';
import { createSource, gophishWebhook } from '@vigil/shared/ingestion';
import { createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { freePort } from '../../tools/src/services/free-port.js';
import { IngestionModule } from '../src/features/ingestion/ingestion.module.js';
import { PointsModule } from '../src/features/points/points.module.js';
import { RulesetsStore } from '../src/features/points/rulesets.store.js';
import { Clock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/db/database.js';
import { createAdapter, equip } from '../src/platform/http/fastify.js';
import { Log } from '../src/platform/logging/log.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { testConfig } from './config.js';
import { createTestDatabase } from './database.js';
import { factoriesOn } from './factories.js';

export interface DoorAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
}
export interface DoorAsk {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly cookie?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface GophishDoor {
  readonly id: string;
  readonly secret: string;
}

/** The doors on the real platform, listening, with a database of their own, a clock and a log that a test can look at. */
export async function startDoorsApp(nowMs: () => number = Date.now) {
  const database = await createTestDatabase();
  const port = await freePort();
  const config = testConfig(database, port);
  const logged: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  const log = new Log(pino({ level: 'debug' }, stream));
  @Module({ imports: [PlatformModule.forRoot(config, log), PointsModule, IngestionModule] })
  class Root {}
  const app = await NestFactory.create<NestFastifyApplication>(Root, createAdapter(config), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  await equip(app);
  const sql = app.get(Database);
  await app.get(RulesetsStore).ensureDefault(sql);
  const clock = { nowMs };
  app.get(Clock).nowMs = () => clock.nowMs();
  await app.listen(port, '127.0.0.1');
  const make = factoriesOn(sql);
  await make.anOrganisation({ timeZone: 'America/New_York' });
  const guard = await make.aMember({ role: 'security', email: 'guard@vigil.example' });
  const { cookie } = await make.aSession(guard, new Date(nowMs()));

  async function ask(route: Route, given: DoorAsk = {}): Promise<DoorAnswer> {
    const response = await fetch(
      `${config.publicUrl}${pathOf(route.path, given.params)}${given.query ?? ''}`,
      {
        method: route.method,
        headers: {
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(given.cookie === undefined ? {} : { cookie: given.cookie, origin: config.publicUrl }),
          ...(given.key === undefined ? {} : { authorization: `Bearer ${given.key}` }),
          ...given.headers,
        },
        ...(given.body === undefined
          ? {}
          : { body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body) }),
      },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      text,
      json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  }
  let made = 0;
  const aSource = async (body: Record<string, unknown>): Promise<GophishDoor> => {
    const answer = await ask(createSource, { cookie, body: { name: `Source ${++made}`, ...body } });
    const { source, secret } = answer.json as { source: { id: string }; secret: string };
    return { id: source.id, secret };
  };

  return {
    app,
    sql,
    make,
    ask,
    clock,
    config,
    logged,
    guard,
    /** The session of a member of the security team. */
    cookie,
    aGophish: () => aSource({ type: 'gophish' }),
    aServiceKey: (...kinds: string[]) => aSource({ type: 'api', kinds }),
    /** Posts a body as the simulator would. @returns the status */
    deliver: async ({ id, secret }: GophishDoor, body: string): Promise<number> => {
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      const headers = { 'content-type': 'application/json', 'x-gophish-signature': signature };
      return (await ask(gophishWebhook, { params: { sourceId: id }, body, headers })).status;
    },
    /** Every row of every table, as text. */
    dump: async (): Promise<string> => {
      const tables = await sql.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
      );
      const texts: string[] = [];
      for (const { name } of tables) {
        const rows = await sql.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`);
        texts.push(...rows.map((r) => r.text));
      }
      return texts.join('\n');
    },
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}
export type DoorsApp = Awaited<ReturnType<typeof startDoorsApp>>;

/** The people of the captured campaign. */
export async function peopleOfTheCapture({ make }: DoorsApp, csv: string): Promise<Map<string, string>> {
  const [, ...lines] = csv.trimEnd().split(/\r?\n/);
  const ids = new Map<string, string>();
  const departments = new Map<string, { id: string }>();
  for (const line of lines) {
    const [email = '', firstName = '', lastName = '', name = ''] = line.split(',');
    const department = departments.get(name) ?? (await make.aDepartment(name));
    departments.set(name, department);
    const since = new Date('2026-01-01T00:00:00Z');
    const member = await make.aMember({ email, firstName, lastName, department, since });
    ids.set(email, member.id);
  }
  return ids;
}
