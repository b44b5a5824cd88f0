import type { RouteResult } from '@vigil/shared/contract';
import { inspectBoards } from '@vigil/shared/leaderboards';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { keptSecretFile, readSecret } from './kept-secret.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { appDataSourceOptions, noLimit } from './platform/db/data-source.js';
import { Database } from './platform/db/database.js';
import { operatorToken } from './platform/ops/operator-token.js';
import { runningFile, type RunningNote } from './running-note.js';
import { type BoardFindings, checkBoards } from './verify/board-checks.js';
import { databaseChecks } from './verify/database-checks.js';
import { checkDepartments } from './verify/department-checks.js';
import { outboxChecks } from './verify/ledger-checks.js';
import { Report } from './verify/report.js';

/** Where the installation is: from the settings, or from the note that a server on the data folder left. */
function locate(): Pick<RunningNote, 'url' | 'databaseUrl'> & { secretKey: string } {
  const config = readConfig();
  const secretKey = config.secretKey ?? readSecret(keptSecretFile(config.dataDir));
  if (config.databaseUrl !== null)
    return {
      url: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
      databaseUrl: config.databaseUrl,
      secretKey,
    };
  try {
    return { ...(JSON.parse(readFileSync(runningFile(config.dataDir), 'utf8')) as RunningNote), secretKey };
  } catch {
    throw new ConfigError(
      `No running Vigil in ${config.dataDir}: start it, or set DATA_DIR, or DATABASE_URL, PUBLIC_URL and SECRET_KEY.`,
    );
  }
}

async function boards(url: string, secretKey: string): Promise<RouteResult<typeof inspectBoards>['boards']> {
  const answer = await fetch(new URL(inspectBoards.path, url), {
    headers: { authorization: `Bearer ${operatorToken(secretKey)}` },
  });
  if (!answer.ok) throw new ConfigError(`The server at ${url} does not show its boards: ${answer.status}.`);
  return inspectBoards.response.parse(await answer.json()).boards;
}

/** @returns how many laws are broken */
async function verify(): Promise<number> {
  const { url, databaseUrl, secretKey } = locate();
  const source = await new DataSource(appDataSourceOptions(databaseUrl, 2, noLimit)).initialize();
  const sql = new Database(source);
  const report = new Report();
  try {
    for (const check of databaseChecks(secretKey)) report.add(check.name, check.law, await check.run(sql));
    for (const { name, law, found } of await boardFindings(sql, url, secretKey)) report.add(name, law, found);
    for (const check of outboxChecks) report.add(check.name, check.law, await check.run(sql));
  } finally {
    await source.destroy();
  }
  report.conclude();
  return report.broken;
}

/** Boards move while a living installation is looked at: what differs only for a moment is no finding. */
async function boardFindings(sql: Database, url: string, secretKey: string): Promise<BoardFindings[]> {
  let earlier = await boards(url, secretKey);
  for (let tries = 1; ; tries++) {
    await drained(sql);
    const later = await boards(url, secretKey);
    const findings = [...(await checkBoards(sql, earlier, later)), await checkDepartments(sql, later)];
    if (tries === 5 || findings.every((f) => f.found.length === 0)) return findings;
    earlier = later;
    await pause(500);
  }
}

/** Waits until no change is under way, so that a living installation is not called wrong for being busy. */
async function drained(sql: Database): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const [row] = await sql.query<{ rows: string }>('SELECT count(*) AS rows FROM outbox');
    if (Number(row?.rows) === 0) return;
    await pause(200);
  }
}

verify().then(
  (broken) => process.exit(broken === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(2);
  },
);
