/**
 * The embedded PostgreSQL cannot run. `message` is one line for the person at the terminal: what is wrong and what to
 * do about it. Print it and stop; there is nothing to retry.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
