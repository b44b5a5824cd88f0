import { periodBounds, periodOf, previousPeriod } from '@vigil/shared/calendar';
import { seasonClosesAfterMs } from '@vigil/shared/seasons';
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

/** How far back the company's whole life with Vigil goes; before that lies the first season, with less to tell. */
const wholeWeeks = 7;
const firstSeasonWeeks = 6;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** When the last season that is closed ended: the company's first one. */
export function firstSeasonEndMs(nowMs: number): number {
  const after = periodOf('season', nowMs - seasonClosesAfterMs - 2 * hourMs, northwind);
  const first = previousPeriod(after);
  const { endMs } = first === null ? { endMs: null } : periodBounds(first, northwind);
  if (endMs === null) throw new Error('there is no season before');
  return endMs;
}

/** When the company began with Vigil: seven weeks ago at least, and six weeks before its first season ended. */
export function foundedMs(nowMs: number): number {
  return Math.min(nowMs - wholeWeeks * 7 * dayMs, firstSeasonEndMs(nowMs) - firstSeasonWeeks * 7 * dayMs);
}
/** Whom a newcomer meets first, and the leader who goes first. */
const goodExamples: ReadonlySet<string> = new Set(
  demoAccounts.filter((a) => a.goesFirst).map((a) => a.email),
);

/** How eager each department is beside the usual: a fair board tells departments apart only where they differ. */
const cultures: Readonly<Record<string, number>> = {
  Finance: 1.3,
  'Operations, Logistics': 1.25,
  'Customer Care': 1,
  'People & Culture': 0.7,
  Engineering: 0.6,
  Sales: 0.4,
};

/**
 * Working life up to now: courses, habits and policies of the last seven weeks; daily checks, suspicious mails and helping
 * hands since the beginning. People differ in eagerness by nature, departments by culture. Deterministic but for `nowMs`.
 */
export function historyOf(
  people: readonly { email: string; department: string }[],
  nowMs: number,
): HistoricFact[] {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(northwind.timeZone);
  const today = now.toPlainDate();
  const whole = today.subtract({ days: wholeWeeks * 7 });
  const founded = Temporal.Instant.fromEpochMilliseconds(foundedMs(nowMs))
    .toZonedDateTimeISO(northwind.timeZone)
    .toPlainDate();
  const days = workingDays(whole, today);
  const before = workingDays(founded, whole.subtract({ days: 1 }));
  return people
    .flatMap((person) => [...beginningOf(person, before), ...lifeOf(person, days, today)])
    .filter((fact) => fact.occurredAtMs <= nowMs)
    .sort((a, b) => a.occurredAtMs - b.occurredAtMs);
}

function workingDays(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const count = Math.max(0, first.until(last).days + 1);
  return Array.from({ length: count }, (_, i) => first.add({ days: i })).filter((day) => day.dayOfWeek <= 5);
}

interface Living {
  readonly facts: HistoricFact[];
  readonly random: () => number;
  readonly eagerness: number;
  readonly add: (day: Temporal.PlainDate, kind: string, object: string | null, about: string | null) => void;
}

/** Somebody with their nature. @param key what parts the facts of one stretch from those of another */
function living(person: { email: string; department: string }, key: string): Living {
  const random = seededRandom(person.email + key);
  const nature = 0.45 + random() * 0.35;
  const eagerness = goodExamples.has(person.email)
    ? 0.95
    : Math.min(1, nature * (cultures[person.department] ?? 1));
  const facts: HistoricFact[] = [];
  const { workFromMinute, workUntilMinute, timeZone } = northwind;
  const add: Living['add'] = (day, kind, object, about) => {
    const minutes = workFromMinute + Math.floor(random() * (workUntilMinute - workFromMinute));
    const seconds = Math.floor(random() * 60);
    const plainTime = Temporal.PlainTime.from('00:00').add({ minutes, seconds });
    facts.push({
      naturalKey: `history${key}:${person.email}:${facts.length}`,
      email: person.email,
      kind,
      occurredAtMs: day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds,
      object,
      about,
    });
  };
  return { facts, random, eagerness, add };
}

/** The first weeks: what comes day by day. */
function beginningOf(
  person: { email: string; department: string },
  days: readonly Temporal.PlainDate[],
): HistoricFact[] {
  const { facts, random, eagerness, add } = living(person, ':beginning');
  for (const day of days) {
    if (random() < eagerness * 0.5) add(day, 'check.daily', `day/${day.toString()}`, null);
    everyDay(person.email, day, { random, eagerness, add });
  }
  return facts;
}

function everyDay(
  email: string,
  day: Temporal.PlainDate,
  { random, eagerness, add }: Omit<Living, 'facts'>,
): void {
  if (random() < eagerness * 0.07) add(day, 'threat.reported', null, pick(random, threats));
  if (random() < eagerness * 0.03) add(day, 'colleague.helped', null, pick(random, helps));
  if (random() < eagerness * 0.012)
    add(day, 'threat.confirmed', `threat/${email}/${day.toString()}`, pick(random, threats));
}

function lifeOf(
  person: { email: string; department: string },
  days: readonly Temporal.PlainDate[],
  today: Temporal.PlainDate,
): HistoricFact[] {
  const { facts, random, eagerness, add } = living(person, '');
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
    everyDay(person.email, day, { random, eagerness, add });
  }
  return facts;
}
