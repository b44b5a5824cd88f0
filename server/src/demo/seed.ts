import type { INestApplicationContext } from '@nestjs/common';
import { emailKey } from '@vigil/shared/people';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BehavioursService } from '../features/behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../features/behaviours/behaviours.types.js';
import { SourcesService } from '../features/ingestion/sources.service.js';
import { CredentialsStore } from '../features/people/credentials.store.js';
import { DirectoryService } from '../features/people/directory.service.js';
import { ImportService } from '../features/people/import.service.js';
import { Passwords } from '../features/people/passwords.js';
import { PeopleReadModel } from '../features/people/people.read-model.js';
import { SettlementService } from '../features/simulations/settlement.service.js';
import { SimulationsService } from '../features/simulations/simulations.service.js';
import { SimulationsStore } from '../features/simulations/simulations.store.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { pastCampaigns } from './campaigns.js';
import { historyOf } from './history.js';
import { demoAccounts, northwind } from './northwind.js';

const peopleCsv = new URL('../../../fixtures/gophish/people.csv', import.meta.url);
const dayMs = 86_400_000;
const batchSize = 60;

/** Makes Northwind where there is no company yet: people, sign-ins, seven weeks of history. @returns whether it did */
export async function seedDemo(app: INestApplicationContext): Promise<boolean> {
  const sql = app.get(Database);
  const [found] = await sql.query<{ people: string }>('SELECT count(*) AS people FROM member');
  if (Number(found?.people) > 0) return false;
  await sql.query(
    `INSERT INTO installation (name, time_zone, locale, working_days, work_from_minute, work_until_minute) VALUES ($1, $2, 'en', $3, $4, $5)`,
    [
      northwind.name,
      northwind.timeZone,
      northwind.workingDays,
      northwind.workFromMinute,
      northwind.workUntilMinute,
    ],
  );
  await app.get(ImportService).import(readFileSync(peopleCsv, 'utf8'));
  await openAccounts(app);
  const people = await peopleOf(app);
  await recordHistory(app, people);
  await runCampaigns(app, people);
  return true;
}

interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly department: string;
}

export async function peopleOf(app: INestApplicationContext): Promise<DemoPerson[]> {
  const sql = app.get(Database);
  const read = app.get(PeopleReadModel);
  const names = new Map((await read.departments(sql)).map((d) => [d.id, d.name]));
  const members = await read.members(sql, null, 1_000);
  return members
    .map(({ id, email, departmentId }) => ({ id, email, department: names.get(departmentId ?? '') ?? '' }))
    .filter(({ email }) => email.toLowerCase().endsWith('@northwind.example'));
}

async function openAccounts(app: INestApplicationContext): Promise<void> {
  const sql = app.get(Database);
  const passwordHash = await app.get(Passwords).hash(northwind.password);
  const members = await app.get(PeopleReadModel).resolveByEmail(
    sql,
    demoAccounts.map((a) => a.email),
  );
  for (const { email, role } of demoAccounts) {
    const memberId = members.get(emailKey(email));
    if (memberId === undefined) throw new Error(`the demo company has no ${role}`);
    const [member] = await sql.query<{ departmentId: string }>(
      'SELECT department_id AS "departmentId" FROM member WHERE id = $1',
      [memberId],
    );
    const leads = role === 'leader' && member ? [member.departmentId] : [];
    if (role !== 'employee')
      await app.get(DirectoryService).update(memberId, { role, ...(leads.length > 0 ? { leads } : {}) });
    await sql.transaction((tx) =>
      app.get(CredentialsStore).set(tx, memberId, passwordHash, app.get(Clock).now()),
    );
  }
}

async function recordHistory(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<void> {
  const idOf = new Map(people.map((p) => [p.email, p.id]));
  const facts = historyOf(people, app.get(Clock).nowMs()).map((fact): RecordableBehaviour => {
    const { email, ...rest } = fact;
    const bodyHash = createHash('sha256').update(JSON.stringify(fact)).digest();
    return {
      ...rest,
      bodyHash,
      sourceId: internalSource,
      memberId: idOf.get(email) ?? '',
      workingMinutes: null,
      first: false,
    };
  });
  for (let at = 0; at < facts.length; at += batchSize) {
    const batch = facts.slice(at, at + batchSize);
    // told when it happened: each fact counts in the week of its time
    const toldAtMs = batch.at(-1)?.occurredAtMs ?? 0;
    await app.get(Clock).standAt(toldAtMs, () => app.get(BehavioursService).submit(batch));
  }
}

async function runCampaigns(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<void> {
  const sql = app.get(Database);
  const [simulations, store, settlement] = [
    app.get(SimulationsService),
    app.get(SimulationsStore),
    app.get(SettlementService),
  ];
  const administrator = people.find(
    (p) => p.email === demoAccounts.find((a) => a.role === 'administrator')?.email,
  );
  if (administrator === undefined) throw new Error('the demo company has no administrator');
  const { source } = await app
    .get(SourcesService)
    .create({ type: 'gophish', name: 'Practice mails until now' }, administrator.id);
  const idOf = new Map(people.map((p) => [p.email, p.id]));
  for (const campaign of pastCampaigns(
    people.map((p) => p.email),
    app.get(Clock).nowMs(),
  )) {
    const createdMs = Number(campaign.createdNs / 1_000_000n);
    const told = {
      sourceId: source.id,
      campaignExternalId: campaign.externalId,
      campaignCreatedNs: campaign.createdNs,
    };
    await sql.transaction((tx) => simulations.receive(tx, { ...told, events: [] }));
    const [row] = await sql.query<{ id: string }>(
      'SELECT id FROM campaign WHERE source_id = $1 AND external_id = $2',
      [source.id, campaign.externalId],
    );
    if (row === undefined) throw new Error('the campaign was not kept');
    // its name stands in the entries, so it comes first
    await store.rename(sql, row.id, campaign.name);
    const events = campaign.events.map(({ email, ...event }) => ({
      ...event,
      emailKey: emailKey(email),
      memberId: idOf.get(email) ?? null,
    }));
    await app.get(Clock).standAt(createdMs + dayMs, async () => {
      await sql.transaction((tx) => simulations.receive(tx, { ...told, events }));
      await settlement.close(row.id, null);
    });
  }
}
