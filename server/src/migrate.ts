import { ConfigError, readConfig } from './platform/config/config.js';
import { migrate } from './platform/db/data-source.js';
import { createLog } from './platform/logging/log.js';

/** Brings the schema up to date as its owner: `MIGRATION_DATABASE_URL`. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog('info');
  if (config.migrationDatabaseUrl === null)
    throw new ConfigError('Set MIGRATION_DATABASE_URL to the address of vigil_owner.');
  const ran = await migrate(config.migrationDatabaseUrl);
  log.info(ran.length === 0 ? 'the schema is up to date' : 'migrated', { ran });
}

main().catch((error: unknown) => {
  createLog('info').error(error instanceof ConfigError ? error.message : 'migration did not succeed', {
    error,
  });
  process.exit(1);
});
