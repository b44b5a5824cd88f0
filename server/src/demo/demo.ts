import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { wallPage } from '@vigil/shared/wall';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SourcesService } from '../features/ingestion/sources.service.js';
import { CredentialsStore } from '../features/people/credentials.store.js';
import { Passwords } from '../features/people/passwords.js';
import { DisplaysService } from '../features/wall/displays.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { RunningConfig } from '../platform/config/config.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/logging/log.js';
import { live } from './live.js';
import { demoAccounts, northwind } from './northwind.js';
import { peopleOf } from './seed.js';
import { liveKinds } from './things.js';

const liveReporters = 4;

/** Lets the demo company live, through the public API. @returns how to end it */
export async function startLife(app: NestFastifyApplication, config: RunningConfig): Promise<() => void> {
  const people = await peopleOf(app);
  const administrator = people.find(
    (p) => p.email === demoAccounts.find((a) => a.role === 'administrator')?.email,
  );
  if (administrator === undefined) return () => undefined;
  // those whom a newcomer may sign in as are left alone: what moves for them is what they see happen
  const guests = new Set(demoAccounts.map((a) => a.email));
  const emails = people
    .filter(({ email, boardVisibility }) => !guests.has(email) && boardVisibility !== 'hidden')
    .map(({ email }) => email);
  const serviceKey = await keyIn(app, config.dataDir, administrator.id);
  const reporters = emails.slice(0, liveReporters);
  const idOf = new Map(people.map((p) => [p.email, p.id]));
  await openDoors(
    app,
    reporters.flatMap((email) => idOf.get(email) ?? []),
  );
  return live({
    url: `http://127.0.0.1:${config.port}`,
    origin: config.publicUrl,
    password: northwind.password,
    ...{ serviceKey, emails, reporters, log: app.get(Log) },
  });
}

/** Who reports by hand needs a way in. */
async function openDoors(app: NestFastifyApplication, memberIds: readonly string[]): Promise<void> {
  const passwordHash = await app.get(Passwords).hash(northwind.password);
  for (const memberId of memberIds)
    await app
      .get(Database)
      .transaction((tx) => app.get(CredentialsStore).set(tx, memberId, passwordHash, app.get(Clock).now()));
}

/** The key is shown once, so it is kept beside the data for the next start. */
async function keyIn(app: NestFastifyApplication, dataDir: string, createdBy: string): Promise<string> {
  const file = path.join(dataDir, 'demo.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const sources = app.get(SourcesService);
  const by = { memberId: createdBy, role: 'administrator' } as const;
  const name = `Life at ${northwind.name}`;
  // an installation that was restored elsewhere has left its key behind
  const lost = (await sources.list()).find((source) => source.name === name && source.revokedAt === null);
  if (lost !== undefined) await sources.revoke(lost.id, by);
  const { secret } = await sources.create({ type: 'api', name, kinds: liveKinds }, by);
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

const lobby = 'Lobby';

/**
 * A link for a screen in the lobby. It is shown once like every other, so its token is kept beside the data for the next
 * start; once it was revoked, there is none.
 */
export async function lobbyLink(
  app: NestFastifyApplication,
  { dataDir, publicUrl }: RunningConfig,
): Promise<string | null> {
  const file = path.join(dataDir, 'demo.wall');
  const displays = app.get(DisplaysService);
  const known = (await displays.list()).some(({ name }) => name === lobby);
  if (known || existsSync(file))
    return known && existsSync(file) ? `${publicUrl}${wallPage}#${readFileSync(file, 'utf8').trim()}` : null;
  const email = demoAccounts.find((a) => a.role === 'security')?.email;
  const guard = (await peopleOf(app)).find((person) => person.email === email);
  if (guard === undefined) return null;
  const { url } = await displays.add({ memberId: guard.id, role: 'security' }, lobby);
  writeFileSync(file, new URL(url).hash.slice(1), { mode: 0o600 });
  return url;
}

/** What a newcomer needs to know, in a few lines. @param wall a link for a screen in the lobby */
export function welcome(url: string, wall: string | null): string {
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
    ...(wall === null ? [] : ['  A screen in the lobby opens', `    ${wall}`, '']),
    '  Ctrl-C ends it. What happened is kept in the data folder.',
    '',
  ].join('\n');
}
