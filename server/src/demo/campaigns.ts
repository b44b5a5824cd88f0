import type { SimulationEventType } from '@vigil/shared/simulations';
import { Temporal } from 'temporal-polyfill';
import { northwind } from './northwind.js';
import { seededRandom } from '@vigil/shared/random';

/** A practice mail of the past, as its simulator would have told it. */
export interface PastCampaign {
  readonly externalId: string;
  readonly name: string;
  readonly createdNs: bigint;
  readonly events: readonly {
    readonly email: string;
    readonly type: SimulationEventType;
    readonly occurredNs: bigint;
  }[];
}

const plans = [
  { externalId: 'past-1', name: 'A parcel is waiting', weeksAgo: 5, reporting: 0.42 },
  { externalId: 'past-2', name: 'New holiday policy', weeksAgo: 2, reporting: 0.52 },
] as const;
export const pastCampaignIds: readonly string[] = plans.map((p) => p.externalId);
const secondNs = 1_000_000_000n;

/** Two practice mails before the captured one: reports grow, as they do where reporting is thanked. Deterministic but for `nowMs`. */
export function pastCampaigns(emails: readonly string[], nowMs: number): PastCampaign[] {
  return plans.map(({ weeksAgo, reporting, ...plan }) => {
    const monday = Temporal.Instant.fromEpochMilliseconds(nowMs)
      .toZonedDateTimeISO(northwind.timeZone)
      .subtract({ weeks: weeksAgo });
    const sentAt = monday.subtract({ days: monday.dayOfWeek - 2 }).withPlainTime('10:00');
    const createdNs = sentAt.epochNanoseconds;
    const events = emails.flatMap((email, i) =>
      lifeOf(email, `${plan.externalId}/${email}`, createdNs + BigInt(i) * secondNs, reporting),
    );
    return { ...plan, createdNs, events };
  });
}

function lifeOf(email: string, seed: string, sentNs: bigint, reporting: number): PastCampaign['events'] {
  const random = seededRandom(seed);
  const after = (minutes: number): bigint => sentNs + BigInt(Math.round(minutes * 60)) * secondNs;
  const events: { email: string; type: SimulationEventType; occurredNs: bigint }[] = [
    { email, type: 'sent', occurredNs: sentNs },
  ];
  const openedAfter = 2 + random() * 90;
  const fate = random();
  if (fate < 0.85) events.push({ email, type: 'opened', occurredNs: after(openedAfter) });
  if (fate > 0.6 && fate < 0.78) events.push({ email, type: 'clicked', occurredNs: after(openedAfter + 1) });
  if (random() < reporting)
    events.push({ email, type: 'reported', occurredNs: after(openedAfter + 1 + random() * 60) });
  return events;
}
