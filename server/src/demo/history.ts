import { Temporal } from 'temporal-polyfill';
import { demoAccounts, northwind } from './northwind.js';
import { pick, seededRandom } from '@vigil/shared/random';
import { courses, habits, helps, policies, threats } from './things.js';

/** One past fact of the demo, still by address. */
export interface HistoricFact {
  readonly naturalKey: string;
  readonly email: string;
  readonly kind: string;
  readonly occurredAtMs: number;
  readonly object: string | null;
  readonly about: string | null;
}

/** How far back the company's life with Vigil goes. */
export const historyWeeks = 7;
/** Whom a newcomer meets first, and the leader who goes first. */
const goodExamples: ReadonlySet<string> = new Set(
  demoAccounts.filter((a) => a.goesFirst).map((a) => a.email),
);

/**
 * Seven weeks of working life up to now: courses, habits, policies, daily checks, suspicious mails, helping hands.
 * People differ in eagerness by nature, departments a little by culture. Deterministic but for `nowMs`.
 */
export function historyOf(
  people: readonly { email: string; department: string }[],
  nowMs: number,
): HistoricFact[] {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(northwind.timeZone);
  const days = workingDays(now.toPlainDate());
  return people
    .flatMap((person) => lifeOf(person, days, now.toPlainDate()))
    .filter((fact) => fact.occurredAtMs <= nowMs)
    .sort((a, b) => a.occurredAtMs - b.occurredAtMs);
}

function workingDays(today: Temporal.PlainDate): Temporal.PlainDate[] {
  return Array.from({ length: historyWeeks * 7 + 1 }, (_, i) =>
    today.subtract({ days: historyWeeks * 7 - i }),
  ).filter((day) => day.dayOfWeek <= 5);
}

function lifeOf(
  person: { email: string; department: string },
  days: readonly Temporal.PlainDate[],
  today: Temporal.PlainDate,
): HistoricFact[] {
  const random = seededRandom(person.email);
  const culture = 0.6 + seededRandom(person.department)() * 0.8;
  const eagerness = goodExamples.has(person.email) ? 0.95 : Math.min(1, (0.15 + random() * 0.85) * culture);
  const facts: HistoricFact[] = [];
  const add = (day: Temporal.PlainDate, kind: string, object: string | null, about: string | null): void => {
    const minute =
      northwind.workFromMinute +
      Math.floor(random() * (northwind.workUntilMinute - northwind.workFromMinute));
    const at = day.toZonedDateTime({
      timeZone: northwind.timeZone,
      plainTime: Temporal.PlainTime.from('00:00').add({
        minutes: minute,
        seconds: Math.floor(random() * 60),
      }),
    });
    facts.push({
      naturalKey: `history:${person.email}:${facts.length}`,
      email: person.email,
      kind,
      occurredAtMs: at.epochMilliseconds,
      object,
      about,
    });
  };
  // today's question of those whom a newcomer meets is left for the newcomer
  const answering = (day: Temporal.PlainDate): number =>
    goodExamples.has(person.email) ? (day.equals(today) ? 0 : 0.95) : eagerness * 0.55;
  const someDay = (): Temporal.PlainDate => pick(random, days);

  for (const course of courses)
    if (random() < 0.25 + eagerness * 0.6) add(someDay(), 'training.completed', course.object, course.about);
  for (const habit of habits)
    if (random() < 0.2 + eagerness * 0.5) add(someDay(), 'habit.adopted', habit.object, habit.about);
  for (const policy of policies)
    if (random() < 0.45 + eagerness * 0.5) add(someDay(), 'policy.attested', policy.object, policy.about);
  for (const day of days) {
    if (random() < answering(day)) add(day, 'check.daily', `day/${day.toString()}`, null);
    if (random() < eagerness * 0.07) add(day, 'threat.reported', null, pick(random, threats));
    if (random() < eagerness * 0.03) add(day, 'colleague.helped', null, pick(random, helps));
    if (random() < eagerness * 0.012)
      add(day, 'threat.confirmed', `threat/${person.email}/${day.toString()}`, pick(random, threats));
  }
  return facts;
}
