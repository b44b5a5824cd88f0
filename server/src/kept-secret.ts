import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where an installation without `SECRET_KEY` keeps the one that was made for it. */
export const keptSecretFile = (dataDir: string): string => path.join(dataDir, 'secret.key');

/** The demo's sealing key: made once, kept in the data folder for its owner alone. */
export function keptSecret(dataDir: string): string {
  const file = keptSecretFile(dataDir);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readSecret(file);
}

/** Reads a key as it was kept. */
export const readSecret = (file: string): string => readFileSync(file, 'utf8').trim();
