import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { copyIn } from './copy.js';
import { BackupRefused, damaged, type Manifest, type Part, partFile } from './format.js';
import { clearSchema, migrateWithin, refuseUnlessEmpty } from './schema.js';
import { type Table, tablesOf } from './tables.js';
import { quoted } from './take-backup.js';

/** What is wanted beside the rows. */
export interface RestoreWish {
  /** Gives up all that the database holds. */
  readonly replace: boolean;
  /** Runs when all is in place, right before it becomes true. */
  readonly beforeCommit: () => void;
}

/** Reads every part to its end. @throws BackupRefused when one is not as it was written */
export async function checkParts(folder: string, { parts }: Manifest): Promise<void> {
  for (const { table, bytes, sha256 } of parts) {
    const hash = createHash('sha256');
    let read = 0;
    const file = createReadStream(path.join(folder, partFile(table)));
    try {
      for await (const chunk of file as AsyncIterable<Buffer>) {
        hash.update(chunk);
        read += chunk.length;
      }
    } catch (error) {
      throw new BackupRefused(`The backup lacks ${partFile(table)}. Nothing has been changed.`, {
        cause: error,
      });
    }
    if (read !== bytes || hash.digest('hex') !== sha256) throw damaged(partFile(table));
  }
}

/**
 * Puts a backup in the place of what the database holds, in one transaction: the schema as it was, the rows, and what
 * later releases made of them. Call `checkParts` first.
 *
 * @param owner a data source of the owner, with no migrations of its own
 * @returns the migrations that ran after those of the backup
 * @throws BackupRefused
 */
export async function restoreBackup(
  owner: DataSource,
  folder: string,
  manifest: Manifest,
  { replace, beforeCommit }: RestoreWish,
): Promise<string[]> {
  const runner = owner.createQueryRunner();
  const client = (await runner.connect()) as ClientBase;
  try {
    await runner.startTransaction();
    await runner.query(`SET LOCAL lock_timeout = '10s'`);
    if (!replace) await refuseUnlessEmpty(runner);
    await clearSchema(runner);
    await migrateWithin(runner, manifest.migrations.length);
    await fill(runner, client, folder, manifest);
    const later = await migrateWithin(runner);
    beforeCommit();
    await runner.commitTransaction();
    await runner.query('ANALYZE');
    return later;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function fill(
  runner: QueryRunner,
  client: ClientBase,
  folder: string,
  { parts, sequences }: Manifest,
): Promise<void> {
  const tables = await tablesOf(client);
  const fitting = tables.map((table) => ({ table, part: partOf(parts, table) }));
  if (fitting.length !== parts.length)
    throw new BackupRefused('The backup has tables that its schema does not know.');
  const all = tables.map(({ name }) => name);
  // what the schema's own triggers do has been done to these rows before they were saved
  for (const name of all) await runner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await runner.query(`TRUNCATE ${all.join(', ')}`);
  for (const { table, part } of fitting) await load(client, folder, table, part);
  await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const name of all) await runner.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const [name, last] of Object.entries(sequences))
    await runner.query('SELECT setval($1::regclass, $2)', [name, last]);
}

function partOf(parts: readonly Part[], { name, columns }: Table): Part {
  const part = parts.find(({ table }) => table === name);
  if (part === undefined || part.columns.toSorted().join() !== columns.toSorted().join())
    throw new BackupRefused(`The backup’s ${name} is not as its schema says.`);
  return part;
}

async function load(client: ClientBase, folder: string, { name }: Table, { columns }: Part): Promise<void> {
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(path.join(folder, partFile(name))), unpacked);
  const text = `COPY public.${name} (${columns.map(quoted).join(', ')}) FROM STDIN`;
  await Promise.all([reading, copyIn(client, text, unpacked)]);
}
