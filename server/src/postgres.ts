import { readConfig } from './platform/config/config.js';
import { createLog } from './platform/logging/log.js';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './platform/embedded-postgres/index.js';

/**
 * Runs the embedded PostgreSQL by itself, for several servers of one machine, until it is told to end. Says where it is
 * in one line of JSON.
 */
async function main(): Promise<void> {
  const { dataDir } = readConfig();
  const { appUrl, ownerUrl, superuserUrl } = await startEmbeddedPostgres({ dataDir, log: createLog('warn') });
  console.log(JSON.stringify({ appUrl, ownerUrl, superuserUrl }));
}

main().catch((error: unknown) => {
  console.error(error instanceof EmbeddedPostgresError ? error.message : error);
  process.exit(1);
});
