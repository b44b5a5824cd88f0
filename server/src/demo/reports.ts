import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { ReportsService } from '../features/reports/reports.service.js';
import { TriageService } from '../features/reports/triage.service.js';
import type { Actor } from '../platform/audit/audit-log.js';
import { Looks } from '../platform/audit/looks.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { type DemoPerson, holderOf, idOf as demoId, momentOf, type PastStep, personOf } from './past.js';
import { type ToldThing, toldThings } from './things-told.js';

const minuteMs = 60_000;
/** How long after a report it is put to the one that it repeats. */
const sameAfterMinutes = 6;

/** What was told to the security team in the last weeks, and what it answered, as steps of the past. */
export function reportSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  return toldThings
    .map((thing) => ({ thing, atMs: momentOf(thing, nowMs) }))
    .filter(({ atMs }) => atMs < nowMs)
    .flatMap(({ thing, atMs }) => stepsOf(app, people, thing, atMs, nowMs));
}

function stepsOf(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  thing: ToldThing,
  atMs: number,
  nowMs: number,
): PastStep[] {
  const after = (minutes: number | undefined, step: () => Promise<unknown>): PastStep[] =>
    minutes === undefined ? [] : [{ atMs: atMs + minutes * minuteMs, step }];
  const next = [
    ...after(thing.lookedAtAfterMinutes, () => lookAtOne(app, people, thing)),
    ...after(thing.sameAs === undefined ? undefined : sameAfterMinutes, () =>
      putTogether(app, people, thing),
    ),
    ...after(thing.answer?.afterMinutes, () => answerOne(app, people, thing)),
  ];
  const tell = { atMs, step: () => tellOne(app, personOf(people, thing.by), thing) };
  return [tell, ...next.filter((one) => one.atMs < nowMs)];
}

async function tellOne(app: INestApplicationContext, by: DemoPerson, thing: ToldThing): Promise<void> {
  const { kind, text, mail } = thing;
  const base64 = mail === undefined ? null : readMail(mail).toString('base64');
  await app
    .get(ReportsService)
    .send(by.id, { id: idOf(thing), kind, text, mail: base64 === null ? null : { base64 } });
}

async function lookAtOne(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  thing: ToldThing,
): Promise<void> {
  const group = await groupOf(app, people, thing);
  if (group !== undefined) await app.get(TriageService).review(group.id, guardOf(people));
}

async function putTogether(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  thing: ToldThing,
): Promise<void> {
  const first = toldThings.find((one) => one.text === thing.sameAs);
  const [group, into] = [await groupOf(app, people, thing), first && (await groupOf(app, people, first))];
  if (group === undefined || into === undefined || group.id === into.id) return;
  await app.get(TriageService).markDuplicate(group.id, into.id, guardOf(people));
}

async function answerOne(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  thing: ToldThing,
): Promise<void> {
  const sql = app.get(Database);
  const group = await groupOf(app, people, thing);
  if (group === undefined || group.verdictNo > 0 || thing.answer === undefined) return;
  const { verdict, thanks } = thing.answer;
  const by = guardOf(people);
  await app.get(Looks).note(sql, by, 'report', [personOf(people, thing.by).id]);
  await app.get(TriageService).decide({ groupId: group.id, by, verdict, thanks, verdictNo: 0 });
}

async function groupOf(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  thing: ToldThing,
): Promise<{ id: string; verdictNo: number } | undefined> {
  const [group] = await app.get(Database).query<{ id: string; verdictNo: number }>(
    `SELECT g.id, g.verdict_no AS "verdictNo" FROM report r JOIN report_group g ON g.id = r.group_id
     WHERE r.reporter_id = $1 AND r.client_id = $2`,
    [personOf(people, thing.by).id, idOf(thing)],
  );
  return group;
}

function guardOf(people: readonly DemoPerson[]): Actor {
  return { memberId: holderOf('security', people).id, role: 'security' };
}

export function readMail(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/mails/${name}`, import.meta.url));
}

const idOf = (thing: ToldThing): string => demoId(`${thing.text} ${thing.by}`);
