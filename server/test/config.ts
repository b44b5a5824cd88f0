import type { RunningConfig } from '../src/platform/config/config.js';
import type { TestDatabase } from './database.js';

/** Settings of a server under test; nothing of the environment. */
export function testConfig(
  database: TestDatabase,
  port: number,
  settings: Partial<RunningConfig> = {},
): RunningConfig {
  return {
    mode: 'demo',
    host: '127.0.0.1',
    port,
    dataDir: '',
    databaseUrl: database.appUrl,
    migrationDatabaseUrl: null,
    redisUrl: null,
    publicUrl: `http://127.0.0.1:${port}`,
    secretKey: '0123456789abcdef'.repeat(4),
    logLevel: 'silent',
    standingsEveryMs: 60_000,
    ...settings,
  };
}
