import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testConfig } from '../../test/config.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { factoriesOn, openDatabase } from '../../test/factories.js';
import { ownerDataSourceOptions } from '../platform/db/data-source.js';
import { createLog } from '../platform/logging/log.js';
import { keyFile, type Manifest, markOf, partFile, readManifest, writeManifest } from './format.js';
import { claimInstallation } from './installation.js';
import { keepKey, keyFor } from './key.js';
import { checkParts, restoreBackup } from './restore-backup.js';
import { takeBackup } from './take-backup.js';

const secretKey = '0123456789abcdef'.repeat(4);
const anotherKey = 'fedcba9876543210'.repeat(4);

let folder: string;
let whole: string;
let from: TestDatabase;
let into: TestDatabase;
let manifest: Manifest;
/** A copy of the whole backup, for one test to spoil. */
let copy: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigil-backups-'));
  whole = path.join(folder, 'whole');
  copy = path.join(folder, 'copy');
  [from, into] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const { database, close } = await openDatabase(from.appUrl);
  const make = factoriesOn(database);
  await make.anOrganisation();
  // what text formats stumble over
  for (const lastName of ['Tab\tLine\nBack\\slash', '\\N', '\\.', 'Ünïcödé 🦉', "O'Neil"])
    await make.aMember({ lastName });
  await close();
  manifest = await backUp(from, whole, { secretKey, kept: true });
});
afterAll(async () => {
  await Promise.all([from.drop(), into.drop()]);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => cpSync(whole, copy, { recursive: true }));
afterEach(() => rmSync(copy, { recursive: true, force: true }));

async function backUp(
  { ownerUrl }: TestDatabase,
  to: string,
  key: { secretKey: string; kept: boolean },
): Promise<Manifest> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await takeBackup(client, to, key);
  } finally {
    await client.end();
  }
}

async function restore(of: Manifest, { replace = false, beforeCommit = () => {} } = {}): Promise<string[]> {
  const owner = await new DataSource(ownerDataSourceOptions(into.ownerUrl, [])).initialize();
  try {
    return await restoreBackup(owner, copy, of, { replace, beforeCommit });
  } finally {
    await owner.destroy();
  }
}

async function people(): Promise<unknown[]> {
  const { database, close } = await openDatabase(into.appUrl);
  const rows = await database.query('SELECT last_name FROM member');
  await close();
  return rows;
}

it('is a folder for its owner alone, with the key of an installation that keeps its own', () => {
  expect(statSync(whole).mode & 0o777).toBe(0o700);
  for (const file of ['manifest.json', keyFile, ...manifest.parts.map(({ table }) => partFile(table))])
    expect(statSync(path.join(whole, file)).mode & 0o777, file).toBe(0o600);
  expect(readFileSync(path.join(whole, keyFile), 'utf8').trim()).toBe(secretKey);
});

it('leaves the key out where somebody else keeps it, and nothing at all where it cannot be made', async () => {
  const lean = path.join(folder, 'lean');
  await backUp(from, lean, { secretKey, kept: false });
  expect(existsSync(path.join(lean, keyFile))).toBe(false);
  expect(readFileSync(path.join(lean, 'manifest.json'), 'utf8')).not.toContain(secretKey);
  await expect(backUp(from, lean, { secretKey, kept: false })).rejects.toThrow('is there already');
  const empty = { ...from, ownerUrl: from.ownerUrl.replace(from.name, 'postgres') };
  const nowhere = path.join(folder, 'nowhere');
  await expect(backUp(empty, nowhere, { secretKey, kept: false })).rejects.toThrow('holds no Vigil');
  expect(existsSync(nowhere)).toBe(false);
});

describe('is refused in a line, with nothing changed', () => {
  const flip = (file: string): void => {
    const name = path.join(copy, file);
    const bytes = readFileSync(name);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(name, bytes);
  };

  it.each([
    ['a byte of a table is another', () => flip(partFile('member')), `damaged: ${partFile('member')}`],
    ['a table is cut short', () => truncateSync(path.join(copy, partFile('member')), 40), 'damaged'],
    ['a table is gone', () => rmSync(path.join(copy, partFile('balance'))), `lacks ${partFile('balance')}`],
    ['a byte of the manifest is another', () => flip('manifest.json'), 'damaged: manifest.json'],
    [
      'the manifest is cut short',
      () => truncateSync(path.join(copy, 'manifest.json'), 300),
      'damaged: manifest.json',
    ],
    [
      'there is no manifest',
      () => rmSync(path.join(copy, 'manifest.json')),
      'There is no backup of Vigil in',
    ],
    [
      'it is of something else',
      () => writeFileSync(path.join(copy, 'manifest.json'), '{"a":1}'),
      'There is no backup',
    ],
    [
      'it is of a later release',
      () => writeManifest(copy, { ...manifest, migrations: [...manifest.migrations, 'Later1999000000000'] }),
      'of a later release (its schema ends with Later1999000000000)',
    ],
  ])('%s', async (_, spoil, words) => {
    spoil();
    const look = async () => checkParts(copy, readManifest(copy));
    await expect(look()).rejects.toThrow(words);
    expect(await people()).toEqual([]);
  });

  it('a table is missing from the manifest, or one is too many', async () => {
    const [first, ...others] = manifest.parts;
    await expect(restore({ ...manifest, parts: others })).rejects.toThrow('is not as its schema says');
    const more = { ...first!, table: 'more' };
    await expect(restore({ ...manifest, parts: [...manifest.parts, more] })).rejects.toThrow('does not know');
    expect(await people()).toEqual([]);
  });

  it('it fails at the last moment', async () => {
    const beforeCommit = () => {
      throw new Error('no room for the key');
    };
    await expect(restore(manifest, { beforeCommit })).rejects.toThrow('no room for the key');
    expect(await people()).toEqual([]);
  });

  it('a server is at work', async () => {
    const { close } = await openDatabase(into.appUrl);
    const config = testConfig(into, 0, { migrationDatabaseUrl: into.ownerUrl });
    await expect(claimInstallation(config, createLog('silent'))).rejects.toThrow('A server is at work');
    await close();
  });

  it('there are people already; with --replace they go', async () => {
    expect(await restore(manifest)).toEqual([]);
    const restored = await people();
    expect(restored).toHaveLength(5);
    await expect(restore(manifest)).rejects.toThrow('The database is not empty');
    const { database, close } = await openDatabase(into.appUrl);
    await factoriesOn(database).aMember();
    await close();
    await restore(manifest, { replace: true });
    expect(await people()).toEqual(restored);
  });
});

describe('the key', () => {
  const dataDir = (name: string, key?: string): string => {
    const dir = mkdtempSync(path.join(folder, name));
    if (key !== undefined) writeFileSync(path.join(dir, 'secret.key'), key);
    return dir;
  };
  const without: Manifest['key'] = { mark: markOf(secretKey), included: false };

  it('is that of the settings, if it is the same', () => {
    expect(keyFor(manifest, copy, { secretKey, dataDir: '' })).toBe(secretKey);
    const set = { secretKey: anotherKey, dataDir: '' };
    expect(() => keyFor(manifest, copy, set)).toThrow('made under another SECRET_KEY');
  });

  it('is the one that came with it; the one that was here stays beside it', () => {
    const where = { secretKey: null, dataDir: dataDir('here-', anotherKey) };
    keepKey(keyFor(manifest, copy, where), where);
    const kept = (name: string) => readFileSync(path.join(where.dataDir, name), 'utf8');
    expect([kept('secret.key'), kept('secret.key.before-restore')]).toEqual([secretKey, anotherKey]);
    writeFileSync(path.join(copy, keyFile), anotherKey);
    expect(() => keyFor(manifest, copy, where)).toThrow(`damaged: ${keyFile}`);
  });

  it('is the one that is kept here, if the backup has none', () => {
    const lean = { ...manifest, key: without };
    expect(keyFor(lean, copy, { secretKey: null, dataDir: dataDir('same-', secretKey) })).toBe(secretKey);
    for (const dir of [dataDir('other-', anotherKey), dataDir('none-')])
      expect(() => keyFor(lean, copy, { secretKey: null, dataDir: dir })).toThrow(
        'set SECRET_KEY to that one',
      );
  });
});
