import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { ReportsService } from '../features/reports/reports.service.js';
import { ReportsStore } from '../features/reports/reports.store.js';
import { TriageService } from '../features/reports/triage.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts } from './northwind.js';
import { idOf as demoId, momentOf, personOf } from './past.js';
import { type ToldThing, toldThings } from './things-told.js';

const minuteMs = 60_000;
interface Person {
  readonly id: string;
  readonly email: string;
}
interface Step {
  readonly atMs: number;
  readonly step: () => Promise<unknown>;
}

/** What was told to the security team in the last weeks, and what it answered, as steps of the past. */
export function reportSteps(app: INestApplicationContext, people: readonly Person[]): Step[] {
  const nowMs = app.get(Clock).nowMs();
  return toldThings
    .map((thing) => ({ thing, atMs: momentOf(thing, nowMs) }))
    .filter(({ atMs }) => atMs < nowMs)
    .flatMap(({ thing, atMs }) => stepsOf(app, people, thing, atMs, nowMs));
}

function stepsOf(
  app: INestApplicationContext,
  people: readonly Person[],
  thing: ToldThing,
  atMs: number,
  nowMs: number,
): Step[] {
  const by = personOf(people, thing.by);
  const tell = { atMs, step: () => tellOne(app, by, thing) };
  const answeredAtMs = atMs + (thing.answer?.afterMinutes ?? 0) * minuteMs;
  if (thing.answer === undefined || answeredAtMs >= nowMs) return [tell];
  return [tell, { atMs: answeredAtMs, step: () => answerOne(app, people, by, thing) }];
}

async function tellOne(app: INestApplicationContext, by: Person, thing: ToldThing): Promise<void> {
  const { kind, text, mail } = thing;
  const base64 = mail === undefined ? null : readMail(mail).toString('base64');
  await app
    .get(ReportsService)
    .send(by.id, { id: idOf(thing), kind, text, mail: base64 === null ? null : { base64 } });
  // weeks have gone by since: what was answered at once was read
  await app.get(ReportsStore).markSeen(app.get(Database), by.id, app.get(Clock).now());
}

async function answerOne(
  app: INestApplicationContext,
  people: readonly Person[],
  by: Person,
  thing: ToldThing,
): Promise<void> {
  const sql = app.get(Database);
  const guard = personOf(people, demoAccounts.find((a) => a.role === 'security')?.email ?? '');
  const [group] = await sql.query<{ id: string; verdictNo: number }>(
    `SELECT g.id, g.verdict_no AS "verdictNo" FROM report r JOIN report_group g ON g.id = r.group_id
     WHERE r.reporter_id = $1 AND r.client_id = $2`,
    [by.id, idOf(thing)],
  );
  if (group === undefined || group.verdictNo > 0 || thing.answer === undefined) return;
  const { verdict, thanks } = thing.answer;
  await app.get(TriageService).decide({
    groupId: group.id,
    by: { memberId: guard.id, role: 'security' },
    verdict,
    thanks,
    verdictNo: 0,
  });
  for (const { id } of people) await app.get(ReportsStore).markSeen(sql, id, app.get(Clock).now());
}

export function readMail(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/mails/${name}`, import.meta.url));
}

const idOf = (thing: ToldThing): string => demoId(`${thing.text} ${thing.by}`);
