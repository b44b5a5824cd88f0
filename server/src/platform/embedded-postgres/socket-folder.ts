import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** The port is only part of the socket's file name; nothing listens on the network. */
export const socketPort = 5432;

/** Longest socket path, in bytes, that every supported system takes (macOS: 104 with the closing zero). */
const longestSocketPath = 103;

/** Where PostgreSQL listens and where clients of this machine find it. */
export interface SocketFolder {
  readonly dir: string;
  /** The same folder as PostgreSQL names it, see {@link Cluster.ownName}. */
  readonly ownName: string;
  /** Removes what {@link openSocketFolder} made outside the data folder. */
  remove(): void;
}

/**
 * The cluster's own folder (0700), or, where that path is too long for a socket, a private folder (0700) in /tmp whose
 * name follows from the cluster's path, so that a restart finds a PostgreSQL that outlived its server.
 *
 * @throws EmbeddedPostgresError when somebody else holds that name in /tmp.
 */
export function openSocketFolder(cluster: Cluster): SocketFolder {
  const socket = path.join(cluster.dir, `.s.PGSQL.${socketPort}`);
  if (Buffer.byteLength(socket) <= longestSocketPath) {
    return { dir: cluster.dir, ownName: cluster.ownName, remove: () => undefined };
  }
  const name = createHash('sha256').update(cluster.dir).digest('hex').slice(0, 16);
  const dir = `/tmp/vigil-${name}`;
  makePrivate(dir, cluster);
  return { dir, ownName: dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function makePrivate(dir: string, { account }: Cluster): void {
  const owner = account.uid ?? process.getuid?.();
  try {
    mkdirSync(dir, { mode: 0o700 });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(dir, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(dir);
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return;
  throw new EmbeddedPostgresError(
    `The path of the data folder is too long for a socket and ${dir} belongs to somebody else: set DATA_DIR to a shorter path.`,
  );
}

/** The address of a database behind the socket in `dir`. Names port and TLS, so no `PG…` variable changes them. */
export function databaseUrl(dir: string, role: string, database: string): string {
  return `postgres://${role}@localhost:${socketPort}/${database}?host=${encodeURIComponent(dir)}&sslmode=disable`;
}
