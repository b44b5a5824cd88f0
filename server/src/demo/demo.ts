import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SourcesService } from '../features/ingestion/sources.service.js';
import type { RunningConfig } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { live } from './live.js';
import { demoAccounts, northwind } from './northwind.js';
import { peopleOf } from './seed.js';
import { liveKinds } from './things.js';

/** Lets the demo company live, through the public API. @returns how to end it */
export async function startLife(app: NestFastifyApplication, config: RunningConfig): Promise<() => void> {
  const people = await peopleOf(app);
  const administrator = people.find(
    (p) => p.email === demoAccounts.find((a) => a.role === 'administrator')?.email,
  );
  if (administrator === undefined) return () => undefined;
  // those whom a newcomer may sign in as are left alone: what moves for them is what they see happen
  const guests = new Set(demoAccounts.map((a) => a.email));
  const emails = people.map((p) => p.email).filter((email) => !guests.has(email));
  const serviceKey = await keyIn(app, config.dataDir, administrator.id);
  return live({ url: `http://127.0.0.1:${config.port}`, serviceKey, emails, log: app.get(Log) });
}

/** The key is shown once, so it is kept beside the data for the next start. */
async function keyIn(app: NestFastifyApplication, dataDir: string, createdBy: string): Promise<string> {
  const file = path.join(dataDir, 'demo.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const name = `Life at ${northwind.name}${existsSync(dataDir) ? '' : ` ${Date.now()}`}`;
  const { secret } = await app
    .get(SourcesService)
    .create({ type: 'api', name, kinds: liveKinds }, { memberId: createdBy, role: 'administrator' });
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

/** What a newcomer needs to know, in a few lines. */
export function welcome(url: string): string {
  const width = Math.max(...demoAccounts.map((a) => a.email.length));
  const lines = demoAccounts.map((a) => `    ${a.email.padEnd(width)}   ${a.who}`);
  return [
    '',
    `  Vigil is ready: ${url}`,
    '',
    `  Sign in at ${northwind.name} as`,
    ...lines,
    '',
    `  with the password   ${northwind.password}`,
    '',
    '  Ctrl-C ends it. What happened is kept in the data folder.',
    '',
  ].join('\n');
}
