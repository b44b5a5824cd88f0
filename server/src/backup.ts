import { BackupRefused } from './backup/format.js';
import { reachInstallation } from './backup/installation.js';
import { keyOf } from './backup/key.js';
import { runProgram } from './backup/program.js';
import { takeBackup } from './backup/take-backup.js';
import { readConfig } from './platform/config/config.js';
import { HeardClient } from './platform/db/heard-client.js';
import { createLog } from './platform/logging/log.js';

/** `npm run backup -- FOLDER`: writes the installation as it is at one moment into a new folder. */
async function backup(): Promise<number> {
  const [to, ...more] = process.argv.slice(2);
  if (to === undefined || more.length > 0) throw new BackupRefused('Say where to: npm run backup -- FOLDER');
  const config = readConfig();
  const installation = await reachInstallation(config, createLog('warn'));
  try {
    const client = new HeardClient({
      connectionString: installation.ownerUrl,
      application_name: 'vigil-backup',
    });
    await client.connect();
    try {
      const { parts, key, madeAt } = await takeBackup(client, to, keyOf(config));
      const rows = parts.reduce((sum, part) => sum + part.rows, 0);
      console.log(`${to}: ${rows} rows of ${parts.length} tables, as they were at ${madeAt}.`);
      console.log(
        key.included
          ? 'The key is in it: whoever has this folder can read everything. Keep it safe.'
          : 'SECRET_KEY is not in it: keep that elsewhere; without it a backup cannot be restored.',
      );
    } finally {
      await client.end();
    }
  } finally {
    await installation.close();
  }
  return 0;
}

runProgram(backup);
