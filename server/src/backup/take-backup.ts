import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { flushFolder } from '../platform/files/flush-folder.js';
import { copyOut } from './copy.js';
import {
  BackupRefused,
  keyFile,
  type Manifest,
  markOf,
  type Part,
  partFile,
  writeManifest,
} from './format.js';
import { migrationsOf, sequencesOf, type Table, tablesOf } from './tables.js';

/** The key of an installation, and whether it has to be kept with the data because nobody else keeps it. */
export interface InstallationKey {
  readonly secretKey: string;
  readonly kept: boolean;
}

/**
 * Writes everything that the database holds at one moment into a new folder `to`, while others go on reading and
 * writing. The folder has its name only once it is whole.
 *
 * @param client signed in as the owner, doing nothing else
 * @throws BackupRefused
 */
export async function takeBackup(client: ClientBase, to: string, key: InstallationKey): Promise<Manifest> {
  const target = path.resolve(to);
  if (existsSync(target)) throw new BackupRefused(`${target} is there already: name a new folder.`);
  const unfinished = `${target}.unfinished-${process.pid}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const manifest = await writeParts(client, unfinished, key);
    if (key.kept)
      writeFileSync(path.join(unfinished, keyFile), `${key.secretKey}\n`, { mode: 0o600, flush: true });
    writeManifest(unfinished, manifest);
    flushFolder(unfinished);
    renameSync(unfinished, target);
    flushFolder(path.dirname(target));
    return manifest;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function writeParts(client: ClientBase, folder: string, key: InstallationKey): Promise<Manifest> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // the first statement takes the snapshot; all that follows sees that moment alone
  const now = await client.query<{ at: Date }>('SELECT now() AS at');
  const migrations = await migrationsOf(client);
  if (migrations.length === 0)
    throw new BackupRefused('The database holds no Vigil: there is nothing to back up.');
  const parts: Part[] = [];
  for (const table of await tablesOf(client)) parts.push(await writePart(client, folder, table));
  await client.query('COMMIT');
  return {
    format: 'vigil-backup-1',
    madeAt: (now.rows[0]?.at ?? new Date()).toISOString(),
    migrations,
    key: { mark: markOf(key.secretKey), included: key.kept },
    parts,
    // read after the rows: no number of theirs is ever given out again
    sequences: await sequencesOf(client),
  };
}

async function writePart(client: ClientBase, folder: string, { name, columns }: Table): Promise<Part> {
  const rows = copyOut(client, `COPY public.${name} (${columns.map(quoted).join(', ')}) TO STDOUT`);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(path.join(folder, partFile(name)), { mode: 0o600, flush: true });
  await pipeline(rows, createGzip(), measure, file);
  return { table: name, columns: [...columns], rows: rows.rows, bytes, sha256: hash.digest('hex') };
}

/** Columns may be called like words of SQL. */
export const quoted = (column: string): string => `"${column}"`;
