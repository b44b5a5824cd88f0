import { createHash, hkdfSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { migrations } from '../migrations/index.js';

/** A backup cannot be made or taken back as it was asked for; the message is for the terminal. */
export class BackupRefused extends Error {}

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.strictObject({
  table: name,
  columns: z.array(name).min(1),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256,
});
const contents = z.strictObject({
  format: z.literal('vigil-backup-1'),
  madeAt: z.iso.datetime(),
  /** Of the schema, in their order. */
  migrations: z.array(z.string()).min(1),
  /** The key is in the backup, or only its mark. */
  key: z.strictObject({ mark: sha256, included: z.boolean() }),
  parts: z.array(part),
  /** The last numbers that were drawn. */
  sequences: z.record(name, z.string().regex(/^\d+$/)),
});

const envelope = z.strictObject({ manifest: z.looseObject({}), sha256 });

/** What a backup says of itself. */
export type Manifest = z.infer<typeof contents>;
/** One table of a backup. */
export type Part = z.infer<typeof part>;

const manifestFile = 'manifest.json';
/** Where a backup keeps the key of an installation that keeps its own. */
export const keyFile = 'secret.key';
/** The rows of a table, as PostgreSQL's COPY writes them, compressed. */
export const partFile = (table: string): string => `${table}.copy.gz`;

const digestOf = (manifest: unknown): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** Tells whether an installation's key is the one of a backup, without telling the key. */
export function markOf(secretKey: string): string {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secretKey, 'hex'), '', 'vigil backup', 32)).toString(
    'hex',
  );
}

/** Writes the manifest, which makes the files in `folder` a backup. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = JSON.stringify({ manifest, sha256: digestOf(manifest) }, null, 1);
  writeFileSync(path.join(folder, manifestFile), `${text}\n`, { mode: 0o600, flush: true });
}

/** @throws BackupRefused when it is none, is damaged, or comes from a later release */
export function readManifest(folder: string): Manifest {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(path.join(folder, manifestFile), 'utf8'));
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(manifestFile) : noBackup(folder);
  }
  const read = envelope.safeParse(said);
  if (!read.success) throw noBackup(folder);
  if (digestOf(read.data.manifest) !== read.data.sha256) throw damaged(manifestFile);
  const { success, data: manifest } = contents.safeParse(read.data.manifest);
  if (!success) throw noBackup(folder);
  const known = migrations.slice(0, manifest.migrations.length).map((m) => m.name);
  if (JSON.stringify(known) !== JSON.stringify(manifest.migrations))
    throw new BackupRefused(
      `The backup is of a later release (its schema ends with ${String(manifest.migrations.at(-1))}): restore it with that one.`,
    );
  return manifest;
}

/** Says which file of a backup is not as it was written. */
export function damaged(file: string): BackupRefused {
  return new BackupRefused(
    `The backup is damaged: ${file} is not as it was written. Nothing has been changed.`,
  );
}

function noBackup(folder: string): BackupRefused {
  return new BackupRefused(`There is no backup of Vigil in ${folder}.`);
}
