export { EmbeddedPostgresError } from './embedded-postgres.error.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.js';
export { vigilDatabase } from './roles.js';
export { databaseUrl } from './socket-folder.js';
export type { EmbeddedPostgresLog } from './postgres-keeper.js';
