import type { INestApplicationContext } from '@nestjs/common';
import { emailKey } from '@vigil/shared/people';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BehavioursService } from '../features/behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../features/behaviours/behaviours.types.js';
import { SourcesService } from '../features/ingestion/sources.service.js';
import { DivisionsService } from '../features/leaderboards/divisions.service.js';
import { LeaderboardsProjector } from '../features/leaderboards/leaderboards.projector.js';
import { CredentialsStore } from '../features/people/credentials.store.js';
import { DirectoryService } from '../features/people/directory.service.js';
import { ImportService } from '../features/people/import.service.js';
import { Passwords } from '../features/people/passwords.js';
import { MeService } from '../features/people/me.service.js';
import { PeopleReadModel } from '../features/people/people.read-model.js';
import { SettlementService } from '../features/simulations/settlement.service.js';
import { SimulationsService } from '../features/simulations/simulations.service.js';
import { SimulationsStore } from '../features/simulations/simulations.store.js';
import { WorkCalendarsStore } from '../features/streaks/work-calendars.store.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { badgeSteps } from './badges.js';
import { challengeSteps } from './challenges.js';
import { type PastCampaign, pastCampaignIds, pastCampaigns } from './campaigns.js';
import { seededRandom } from '@vigil/shared/random';
import { timeSteps } from './given-time.js';
import { foundedMs, historyOf } from './history.js';
import { newcomerLines, northwindDivisions } from './newcomers.js';
import { demoAccounts, northwind } from './northwind.js';
import { type DemoPerson, holderOf, type PastStep } from './past.js';
import { tellOfThePast } from './notices.js';
import { questionSteps } from './questions.js';
import { recognitionSteps } from './recognition.js';
import { reportSteps } from './reports.js';
import { rewardSteps } from './rewards.js';
import { rulesSteps } from './rules.js';
import { seasonSteps } from './seasons.js';
import { spotlightSteps } from './spotlights.js';

const peopleCsv = new URL('../../../fixtures/gophish/people.csv', import.meta.url);
const dayMs = 86_400_000;
const batchSize = 60;

/**
 * Makes Northwind where there is no company yet: people, sign-ins, a season and more of history. Every step can be taken
 * again, so a start that was cut short is finished by the next one. @returns whether there was anything to do
 */
export async function seedDemo(app: INestApplicationContext): Promise<boolean> {
  const sql = app.get(Database);
  const [company] = await sql.query<{ name: string; done: boolean }>(
    `SELECT name, (SELECT count(*) FROM campaign WHERE external_id = ANY($1::text[]) AND settled_at IS NOT NULL) = $2 AS done FROM installation`,
    [pastCampaignIds, pastCampaignIds.length],
  );
  if (company !== undefined && (company.done || company.name !== northwind.name)) return false;
  const clock = app.get(Clock);
  const beganMs = foundedMs(clock.nowMs());
  await sql.query(
    `INSERT INTO installation (name, time_zone, locale, working_days, work_from_minute, work_until_minute, created_at)
     VALUES ($1, $2, 'en', $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [
      northwind.name,
      northwind.timeZone,
      northwind.workingDays,
      northwind.workFromMinute,
      northwind.workUntilMinute,
      new Date(beganMs),
    ],
  );
  const table = `${readFileSync(peopleCsv, 'utf8').trim()}\n${newcomerLines()}`;
  const people = await clock.standAt(beganMs, async () => {
    await app.get(ImportService).import(null, withJoiningDays(table));
    await openAccounts(app);
    return peopleOf(app);
  });
  const sourceId = await clock.standAt(beganMs, () => pastSource(app, people));
  const past = [
    ...choiceSteps(app, people),
    ...divisionSteps(app, people),
    ...historySteps(app, people),
    ...reportSteps(app, people),
    ...recognitionSteps(app, people),
    ...spotlightSteps(app, people),
    ...timeSteps(app, people),
    ...rewardSteps(app, people),
    ...badgeSteps(app, people),
    ...campaignSteps(app, people, sourceId),
    ...rulesSteps(app, people, clock.nowMs()),
    ...questionSteps(app, people),
    ...challengeSteps(app, people),
    ...seasonSteps(app),
  ];
  for (const { atMs, step } of past.sort((a, b) => a.atMs - b.atMs)) await clock.standAt(atMs, step);
  await tellOfThePast(app);
  await app.get(LeaderboardsProjector).standAnew();
  return true;
}

/** The data set does not say since when people are here; a company's people have come over years. */
function withJoiningDays(csv: string): string {
  const [header, ...lines] = csv.trim().split(/\r?\n/);
  const joined = (line: string): string => {
    const random = seededRandom(line);
    const part = (from: number, to: number): string =>
      String(from + Math.floor(random() * (to - from + 1))).padStart(2, '0');
    return `${part(2017, 2025)}-${part(1, 12)}-${part(1, 28)}`;
  };
  return [`${header ?? ''},joined`, ...lines.map((line) => `${line},${joined(line)}`)].join('\n');
}

export async function peopleOf(app: INestApplicationContext): Promise<DemoPerson[]> {
  const sql = app.get(Database);
  const read = app.get(PeopleReadModel);
  const names = new Map((await read.departments(sql)).map((d) => [d.id, d.name]));
  const members = await read.members(sql, null, 1_000);
  return members
    .map(({ id, email, departmentId, boardVisibility }) => ({
      ...{ id, email, boardVisibility, department: names.get(departmentId ?? '') ?? '' },
    }))
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
      await app
        .get(DirectoryService)
        .update(null, memberId, { role, ...(leads.length > 0 ? { leads } : {}) });
    // the demo is looked at on any working day
    const calendar = { fromDay: '2017-01-01', workingDays: null, holidays: 'none' };
    await app.get(WorkCalendarsStore).choose(sql, memberId, calendar);
    await sql.transaction((tx) =>
      app.get(CredentialsStore).set(tx, memberId, passwordHash, app.get(Clock).now()),
    );
  }
}

function historySteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const idOf = new Map(people.map((p) => [p.email, p.id]));
  const facts = historyOf(people, app.get(Clock).nowMs()).map((fact): RecordableBehaviour => {
    const { email, ...rest } = fact;
    const bodyHash = createHash('sha256').update(fact.naturalKey).digest();
    const memberId = idOf.get(email) ?? '';
    return { ...rest, bodyHash, sourceId: internalSource, memberId, workingMinutes: null, first: false };
  });
  const batches = Array.from({ length: Math.ceil(facts.length / batchSize) }, (_, i) =>
    facts.slice(i * batchSize, (i + 1) * batchSize),
  );
  return batches.map((batch) => ({
    atMs: batch.at(-1)?.occurredAtMs ?? 0,
    step: () => app.get(BehavioursService).submit(batch),
  }));
}

/** Some of a company do not want to be named: they have chosen before its history begins. */
function choiceSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const guests = new Set<string>(demoAccounts.map((a) => a.email));
  const atMs = foundedMs(app.get(Clock).nowMs()) - 8 * dayMs;
  return people
    .filter(({ email }) => !guests.has(email))
    .flatMap(({ id }, i) => {
      const boardVisibility = i % 9 === 4 ? 'pseudonym' : i % 17 === 8 ? 'hidden' : null;
      if (boardVisibility === null) return [];
      return [{ atMs, step: () => app.get(MeService).update(id, { boardVisibility }) }];
    });
}

/** Departments are compared with those of their size. */
function divisionSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const by = { memberId: holderOf('administrator', people).id, role: 'administrator' } as const;
  const atMs = foundedMs(app.get(Clock).nowMs()) + dayMs;
  return [{ atMs, step: () => app.get(DivisionsService).update(by, northwindDivisions) }];
}

function campaignSteps(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  sourceId: string,
): PastStep[] {
  const emails = people.map((p) => p.email);
  return pastCampaigns(emails, app.get(Clock).nowMs()).map((campaign) => ({
    atMs: Number(campaign.createdNs / 1_000_000n) + dayMs,
    step: () => runCampaign(app, people, sourceId, campaign),
  }));
}

/** The simulator of the past campaigns. */
async function pastSource(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<string> {
  const name = 'Practice mails until now';
  const known = (await app.get(SourcesService).list()).find((s) => s.name === name);
  if (known !== undefined) return known.id;
  const administrator = holderOf('administrator', people);
  return (
    await app
      .get(SourcesService)
      .create({ type: 'gophish', name }, { memberId: administrator.id, role: 'administrator' })
  ).source.id;
}

async function runCampaign(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  sourceId: string,
  campaign: PastCampaign,
): Promise<void> {
  const sql = app.get(Database);
  const simulations = app.get(SimulationsService);
  const told = { sourceId, campaignExternalId: campaign.externalId, campaignCreatedNs: campaign.createdNs };
  await sql.transaction((tx) => simulations.receive(tx, { ...told, events: [] }));
  const [row] = await sql.query<{ id: string; settled: boolean }>(
    'SELECT id, settled_at IS NOT NULL AS settled FROM campaign WHERE source_id = $1 AND external_id = $2',
    [sourceId, campaign.externalId],
  );
  if (row === undefined) throw new Error('the campaign was not kept');
  if (row.settled) return;
  // its name stands in the entries, so it comes first
  await app.get(SimulationsStore).rename(sql, row.id, campaign.name);
  const idOf = new Map(people.map((p) => [p.email, p.id]));
  const events = campaign.events.map(({ email, ...event }) => ({
    ...event,
    emailKey: emailKey(email),
    memberId: idOf.get(email) ?? null,
  }));
  await sql.transaction((tx) => simulations.receive(tx, { ...told, events }));
  await app.get(SettlementService).close(row.id, null);
  // weeks have gone by since: the notes were read, and the simulator was heard of
  await sql.query('UPDATE simulation_case SET note_seen_at = $2 WHERE campaign_id = $1', [
    row.id,
    app.get(Clock).now(),
  ]);
  await sql.query('UPDATE source SET last_seen_at = $2 WHERE id = $1', [sourceId, app.get(Clock).now()]);
}
