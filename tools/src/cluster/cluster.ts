import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startRedisServer, type RedisServer } from '../services/redis-server.js';
import { freePort } from '../services/free-port.js';
import { type Ended, runProgram } from './child-program.js';
import { KeptServer } from './kept-server.js';
import { type PostgresProgram, startPostgres } from './postgres-program.js';
import type { Programs } from './programs.js';
import { type Proxy, startProxy } from './proxy.js';

const serverNames = ['app-1', 'app-2'] as const;

/** What `docker-compose.yml` starts, as processes of this machine. */
export interface Cluster {
  /** Where the proxy is: what browsers and integrators know. */
  readonly url: string;
  /** Opens the installation to its first administrator. */
  readonly foundingLink: string;
  readonly servers: readonly KeptServer[];
  readonly postgres: PostgresProgram;
  readonly redis: RedisServer;
  readonly proxy: Proxy;
  /** Runs `npm run verify` on it. */
  verify(): Promise<Ended>;
  /** Ends everything, in order. May be called twice. */
  stop(): Promise<void>;
}

/** How to start {@link startCluster}. */
export interface ClusterOptions {
  readonly programs: Programs;
  /** For the database and the logs. */
  readonly folder: string;
  /** Of the proxy; a free one unless told. */
  readonly port?: number;
  /** Settings of the servers beside those that make them a cluster. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Hears of each step. */
  readonly say?: (step: string) => void;
}

/**
 * Two servers in production mode behind a proxy, PostgreSQL with its two roles, Redis that keeps what it is told: wired
 * as `docker-compose.yml` and `deploy/caddy` are, each started when what it needs is well.
 *
 * @throws when one of them does not become ready; then everything has been ended again
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { programs, folder, say = () => undefined } = options;
  mkdirSync(folder, { recursive: true });
  const started: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= endAll(started));
  try {
    say('PostgreSQL and Redis');
    const [postgres, redis] = await Promise.all([
      startPostgres(programs.postgres, folder),
      startRedisServer(process.env, { durable: true }),
    ]);
    started.push(
      () => postgres.stop(),
      () => redis.stop(),
    );
    const port = options.port ?? (await freePort());
    const url = `http://127.0.0.1:${port}`;
    const settings = appSettings(url, postgres, redis);

    say('the schema, as vigil_owner');
    await migrate(programs.migrate, { ...settings, MIGRATION_DATABASE_URL: postgres.ownerUrl });

    say('two servers');
    const servers: KeptServer[] = [];
    for (const name of serverNames) {
      const server = await startServer(name, { ...settings, ...options.settings }, programs.start, folder);
      started.push(() => server.stop());
      servers.push(server);
      // one after the other: of the links that they print, the last one counts
      await server.untilReady();
    }
    const foundingLink = (await servers.at(-1)?.untilSaid(/https?:\S+\/link#\S+/)) ?? '';

    say('the proxy');
    const proxy = await startProxy(
      port,
      servers.map((server) => server.url),
    );
    started.push(() => proxy.stop());
    const verify = () => runProgram({ file: programs.verify, settings });
    return { url, foundingLink, servers, postgres, redis, proxy, verify, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `app-1` and `app-2` share, name by name. */
function appSettings(url: string, postgres: PostgresProgram, redis: RedisServer): Record<string, string> {
  return {
    VIGIL_MODE: 'production',
    PUBLIC_URL: url,
    SECRET_KEY: randomBytes(32).toString('hex'),
    DATABASE_URL: postgres.appUrl,
    REDIS_URL: redis.url,
  };
}

async function migrate(file: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const { code, said } = await runProgram({ file, settings });
  if (code !== 0) throw new Error(`The migration ended with ${String(code)}:\n${said.join('\n')}`);
}

async function startServer(
  name: string,
  settings: Readonly<Record<string, string>>,
  file: string,
  folder: string,
): Promise<KeptServer> {
  const port = await freePort();
  const own = { ...settings, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: path.join(folder, name) };
  const run = { file, settings: own, logFile: path.join(folder, `${name}.log`) };
  return new KeptServer(name, `http://127.0.0.1:${port}`, run);
}

/** What stands in front first, then the stores; whatever does not end well, the others do. */
async function endAll(started: readonly (() => Promise<void>)[]): Promise<void> {
  const [stores, fronts] = [started.slice(0, 2), started.slice(2)];
  // the servers at once: each takes its time to say that it leaves
  const results = await Promise.allSettled(fronts.map((end) => end()));
  results.push(...(await Promise.allSettled(stores.map((end) => end()))));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
