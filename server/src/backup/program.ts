import { ConfigError } from '../platform/config/config.js';
import { codeOf, isUnavailable } from '../platform/db/database.js';
import { EmbeddedPostgresError } from '../platform/embedded-postgres/index.js';
import { BackupRefused } from './format.js';

/** Failures that say in one line what to do; anything else is ours, and shows where. */
function explain(error: unknown): string {
  if (
    error instanceof BackupRefused ||
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError
  )
    return error.message;
  if (isUnavailable(error)) return 'The database does not answer. Start it, or correct its address.';
  if (/^(28|3D)/.test(codeOf(error)))
    return 'The database lets MIGRATION_DATABASE_URL in under no such role, password or database.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a command to its end. It ends with what `work` returns, or with 2 where it could not be done. */
export function runProgram(work: () => Promise<number>): void {
  work().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(explain(error));
      process.exit(2);
    },
  );
}
