import { createHash } from 'node:crypto';
import type { Role } from '@vigil/shared/contract';
import type { BoardVisibility } from '@vigil/shared/people';
import { Temporal } from 'temporal-polyfill';
import { demoAccounts, northwind } from './northwind.js';

/** Something that happens at a time of the past: each fact counts in the week of its time. */
export interface PastStep {
  readonly atMs: number;
  readonly step: () => Promise<unknown>;
}

/** Somebody of the demo company. */
export interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly department: string;
  readonly boardVisibility: BoardVisibility;
}

/** Who has a role among those whom a newcomer may sign in as. */
export function holderOf(role: Role, people: readonly DemoPerson[]): DemoPerson {
  const account = demoAccounts.find((a) => a.role === role);
  const found = people.find((p) => p.email === account?.email);
  if (found === undefined) throw new Error(`the demo company has no ${role}`);
  return found;
}

/** So many working days ago at that minute, in the company's zone. */
export function momentOf(
  { daysAgo, minute }: { readonly daysAgo: number; readonly minute: number },
  nowMs: number,
): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(northwind.timeZone);
  let day = now.toPlainDate();
  for (let left = daysAgo; left > 0;) {
    day = day.subtract({ days: 1 });
    if (day.dayOfWeek <= 5) left--;
  }
  const plainTime = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return day.toZonedDateTime({ timeZone: northwind.timeZone, plainTime }).epochMilliseconds;
}

/** Somebody by a number among those whom nobody signs in as, or by address. */
export function personOf<Person extends { readonly email: string }>(
  people: readonly Person[],
  by: number | string,
): Person {
  const guests = new Set(demoAccounts.map((a) => a.email));
  const others = people.filter((p) => !guests.has(p.email.toLowerCase()));
  const found =
    typeof by === 'number' ? others[by % others.length] : people.find((p) => p.email.toLowerCase() === by);
  if (found === undefined) throw new Error('the demo company has nobody who does this');
  return found;
}

/** The same id at each start, so that a start that was cut short is finished by the next one. */
export function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
