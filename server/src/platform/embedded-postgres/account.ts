import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** The conventional account without rights (`nobody`); PostgreSQL refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Who PostgreSQL runs as. Empty: the account of this process. With ids: this process is root and drops to them for
 * every PostgreSQL program it starts.
 */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Chooses the account for the cluster in `clusterDir`: the one that owns it already, else this process's own, else
 * (as root) `nobody`.
 *
 * @throws EmbeddedPostgresError when the cluster belongs to somebody else and this process may not become them.
 */
export function accountFor(clusterDir: string): Account {
  const self = process.getuid?.();
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new EmbeddedPostgresError(
        `The data in ${clusterDir} belongs to another account (uid ${owner.uid}): start Vigil as that account, or set DATA_DIR to a folder of your own.`,
      );
    }
    return {};
  }
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      'The embedded PostgreSQL cannot run as root on this system: start Vigil as an ordinary user, or set DATABASE_URL.',
    );
  }
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/** Whether PostgreSQL runs as another account than this process. */
export function isDropped(account: Account): boolean {
  return account.uid !== undefined;
}
