import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { BackupRefused, readManifest } from './backup/format.js';
import { claimInstallation } from './backup/installation.js';
import { keepKey, keyFor } from './backup/key.js';
import { runProgram } from './backup/program.js';
import { checkParts, restoreBackup } from './backup/restore-backup.js';
import { forgetBoards } from './platform/boards-store/forget-boards.js';
import { readConfig } from './platform/config/config.js';
import { appDataSourceOptions, noLimit, ownerDataSourceOptions } from './platform/db/data-source.js';
import { Database } from './platform/db/database.js';
import { createLog } from './platform/logging/log.js';
import { databaseChecks } from './verify/database-checks.js';
import { Report } from './verify/report.js';

/** `npm run restore -- FOLDER [--replace]`: puts a backup in the place of an empty installation, or of this one. */
async function restore(): Promise<number> {
  const [from, replace] = wish();
  const config = readConfig();
  const manifest = readManifest(from);
  const secretKey = keyFor(manifest, from, config);
  await checkParts(from, manifest);
  const installation = await claimInstallation(config, createLog('warn'));
  try {
    if (config.redisUrl !== null) await forgetOrRefuse(config.redisUrl);
    const owner = await new DataSource(ownerDataSourceOptions(installation.ownerUrl, [])).initialize();
    try {
      const beforeCommit = () => keepKey(secretKey, config);
      const later = await restoreBackup(owner, from, manifest, { replace, beforeCommit });
      console.log(`Restored as of ${manifest.madeAt}, with ${later.length} migrations after that.\n`);
    } finally {
      await owner.destroy();
    }
    return (await verify(installation.appUrl, secretKey)) === 0 ? 0 : 1;
  } finally {
    await installation.close();
  }
}

/** Boards build themselves anew at the next start, so they may go first: then a Redis that is away changes nothing. */
async function forgetOrRefuse(redisUrl: string): Promise<void> {
  try {
    await forgetBoards(redisUrl);
  } catch (error) {
    throw new BackupRefused('Redis does not answer at REDIS_URL: start it first. Nothing has been changed.', {
      cause: error,
    });
  }
}

function wish(): [from: string, replace: boolean] {
  const { values, positionals } = parseArgs({
    options: { replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0)
    throw new BackupRefused('Say where from: npm run restore -- FOLDER [--replace]');
  return [from, values.replace];
}

/** What the database alone must keep; boards are built once a server starts. @returns how many laws are broken */
async function verify(appUrl: string, secretKey: string): Promise<number> {
  const source = await new DataSource(appDataSourceOptions(appUrl, 2, noLimit)).initialize();
  const report = new Report();
  try {
    for (const check of databaseChecks(secretKey))
      report.add(check.name, check.law, await check.run(new Database(source)));
  } finally {
    await source.destroy();
  }
  report.conclude();
  return report.broken;
}

runProgram(restore);
