import { z } from 'zod';

const url = (...protocols: string[]) =>
  z
    .url({ abort: true })
    .refine((u) => protocols.includes(new URL(u).protocol), `must start with ${protocols.join(' or ')}`);
const secretKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal characters: make one with  openssl rand -hex 32')
  .refine((k) => new Set(k).size > 4, 'is not random');

const common = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  REDIS_URL: url('redis:', 'rediss:', 'unix:').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  STANDINGS_EVERY_SECONDS: z.coerce.number().int().min(1).max(3_600).optional(),
};
const postgresUrl = url('postgres:', 'postgresql:');
const settings = z.discriminatedUnion('VIGIL_MODE', [
  z.object({
    ...common,
    VIGIL_MODE: z.literal('demo'),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: url('http:', 'https:').optional(),
    DATABASE_URL: postgresUrl.optional(),
    MIGRATION_DATABASE_URL: postgresUrl.optional(),
    SECRET_KEY: secretKey.optional(),
  }),
  z.object({
    ...common,
    VIGIL_MODE: z.literal('production'),
    HOST: z.string().default('0.0.0.0'),
    PUBLIC_URL: url('http:', 'https:'),
    DATABASE_URL: postgresUrl,
    MIGRATION_DATABASE_URL: postgresUrl.optional(),
    SECRET_KEY: secretKey,
  }),
]);

/** Every setting of the server, parsed once. Nothing else reads the environment. */
export interface Config {
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly migrationDatabaseUrl: string | null;
  /** Null: boards are kept in process, and one process is all. */
  readonly redisUrl: string | null;
  /** Where browsers reach Vigil; null in demo mode: the address it listens on. */
  readonly publicUrl: string | null;
  /** 32 bytes in hex that seal webhook secrets; null in demo mode: one is made in the data folder. */
  readonly secretKey: string | null;
  readonly logLevel: string;
  /** Standings are computed at most this often. */
  readonly standingsEveryMs: number;
}

/** All faults of the settings at once, a line each. */
export class ConfigError extends Error {}

/** @throws ConfigError that lists every fault */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse({ VIGIL_MODE: 'demo', ...given });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name} ${given[name] === undefined ? 'is not set' : issue.message}`;
    });
    throw new ConfigError(`Vigil cannot start with these settings:\n${lines.join('\n')}`);
  }
  const s = parsed.data;
  return {
    mode: s.VIGIL_MODE,
    host: s.HOST,
    port: s.PORT,
    dataDir: s.DATA_DIR,
    databaseUrl: s.DATABASE_URL ?? null,
    migrationDatabaseUrl: s.MIGRATION_DATABASE_URL ?? null,
    redisUrl: s.REDIS_URL ?? null,
    publicUrl: s.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    secretKey: s.SECRET_KEY ?? null,
    logLevel: s.LOG_LEVEL ?? (s.VIGIL_MODE === 'demo' ? 'warn' : 'info'),
    standingsEveryMs: 1_000 * (s.STANDINGS_EVERY_SECONDS ?? (s.VIGIL_MODE === 'demo' ? 5 : 60)),
  };
}

/** The settings of this process. @throws ConfigError */
export const readConfig = (): Config => parseConfig(process.env);

/** Names of all settings, for `.env.example` and its test. */
export const settingNames = [
  ...Object.keys(common),
  'VIGIL_MODE',
  'HOST',
  'PUBLIC_URL',
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'SECRET_KEY',
];

/** A config in which everything that starts has been settled: what features use. */
export interface RunningConfig extends Config {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly secretKey: string;
}
export const RUNNING_CONFIG = Symbol('RunningConfig');
