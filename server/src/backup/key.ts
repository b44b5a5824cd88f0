import { copyFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keptSecretFile, readSecret } from '../kept-secret.js';
import type { Config } from '../platform/config/config.js';
import { BackupRefused, damaged, keyFile, type Manifest, markOf } from './format.js';
import type { InstallationKey } from './take-backup.js';

type Where = Pick<Config, 'secretKey' | 'dataDir'>;

/** The key of the installation that is here. */
export function keyOf({ secretKey, dataDir }: Where): InstallationKey {
  return secretKey === null
    ? { secretKey: readSecret(keptSecretFile(dataDir)), kept: true }
    : { secretKey, kept: false };
}

/**
 * The key under which the secrets of a backup can be read: the one of the settings, else the one that came with it,
 * else the one that is kept here.
 *
 * @throws BackupRefused where it is none of them
 */
export function keyFor(manifest: Manifest, folder: string, where: Where): string {
  const { mark, included } = manifest.key;
  if (where.secretKey !== null) {
    if (markOf(where.secretKey) === mark) return where.secretKey;
    throw new BackupRefused(
      'The backup was made under another SECRET_KEY: without it nobody can read the secrets in it. Set that one.',
    );
  }
  const file = included ? path.join(folder, keyFile) : keptSecretFile(where.dataDir);
  if (included && !existsSync(file)) throw damaged(keyFile);
  const secretKey = existsSync(file) ? readSecret(file) : null;
  if (secretKey !== null && markOf(secretKey) === mark) return secretKey;
  if (included) throw damaged(keyFile);
  throw new BackupRefused(
    'The backup was made under a SECRET_KEY that is not in it: set SECRET_KEY to that one.',
  );
}

/** Keeps the key where servers look for it; one that was there before stays beside it. */
export function keepKey(secretKey: string, { secretKey: set, dataDir }: Where): void {
  if (set !== null) return;
  const file = keptSecretFile(dataDir);
  if (existsSync(file)) {
    if (readSecret(file) === secretKey) return;
    copyFileSync(file, `${file}.before-restore`);
  }
  writeFileSync(`${file}.new`, secretKey, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
