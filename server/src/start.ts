import { FirstAdministrator } from './features/people/first-administrator.js';
import { lobbyLink, startLife, welcome } from './demo/demo.js';
import { seedDemo } from './demo/seed.js';
import { launch } from './launch.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { codeOf, isUnavailable } from './platform/db/database.js';
import { DatabaseRefused } from './platform/db/guard.js';
import { EmbeddedPostgresError } from './platform/embedded-postgres/index.js';
import { createLog } from './platform/logging/log.js';

/** Starts Vigil and stays until it is told to end. */
async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const demo = config.mode === 'demo';
  const launched = await launch(config, log, async (app) => {
    if (demo && (await seedDemo(app))) log.info('made the demo company');
  });
  const quiet = process.argv.includes('--quiet');
  const endLife = demo && !quiet ? await startLife(launched.app, launched.config) : () => undefined;

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endLife();
      void launched.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('could not end cleanly', { error });
          process.exit(1);
        },
      );
    });
  }
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));

  if (demo) {
    console.log(welcome(launched.config.publicUrl, await lobbyLink(launched.app, launched.config)));
    return;
  }
  const link = await launched.app.get(FirstAdministrator).ensure();
  if (link !== null)
    console.log(
      `\nThere is no administrator yet. Whoever opens this link becomes the first one:\n\n  ${link}\n`,
    );
  console.log(`Vigil is ready: ${launched.config.publicUrl}`);
}

/** Failures that say in one line what to do; anything else is ours, and shows where. */
function explain(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof DatabaseRefused ||
    error instanceof EmbeddedPostgresError
  )
    return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'Vigil cannot start: the port is taken. Set PORT to a free one.';
  if (isUnavailable(error))
    return 'Vigil cannot start: the database at DATABASE_URL does not answer. Start it, or correct the address.';
  if (/^(28|3D)/.test(codeOf(error)))
    return 'Vigil cannot start: the database at DATABASE_URL lets it in under no such role, password or database.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
