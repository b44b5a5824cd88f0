import type { INestApplicationContext } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DisputesService } from '../features/corrections/disputes.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts, northwind } from './northwind.js';
import type { DemoPerson, PastStep } from './past.js';

const minuteMs = 60_000;
const lastAskedMs = 70 * minuteMs;

interface DemoQuestion {
  readonly kind: string;
  readonly question: string;
  /** Null: it still waits. */
  readonly answer: { readonly outcome: 'accepted' | 'explained'; readonly reason: string } | null;
  readonly daysAgo: number;
  readonly afterMinutes: number;
}

/** What people of a company ask about their points, and what a good security team answers. */
const questions: readonly DemoQuestion[] = [
  {
    kind: 'habit.adopted',
    question: 'I have a password manager at home, but not on this computer yet.',
    answer: { outcome: 'accepted', reason: 'Thank you for telling us. It counts when it is set up here.' },
    daysAgo: 9,
    afterMinutes: 95,
  },
  {
    kind: 'training.completed',
    question: 'I took this course twice. Why did it count once?',
    answer: { outcome: 'explained', reason: 'Each course counts once, so that nobody has to repeat one.' },
    daysAgo: 8,
    afterMinutes: 40,
  },
  {
    kind: 'threat.reported',
    question: 'The mail that I reported was a real invoice. Does that cost anything?',
    answer: {
      outcome: 'explained',
      reason: 'Nothing at all. Asking is what we hope for, and it stays yours.',
    },
    daysAgo: 6,
    afterMinutes: 25,
  },
  {
    kind: 'policy.attested',
    question: 'I only opened this policy, I have not read it.',
    answer: {
      outcome: 'accepted',
      reason: 'Well said. It is taken back; read it when you have ten minutes.',
    },
    daysAgo: 5,
    afterMinutes: 150,
  },
  {
    kind: 'colleague.helped',
    question: 'Who said that I helped? I would like to thank them.',
    answer: { outcome: 'explained', reason: 'Your neighbour at the front desk did. Say hello from us.' },
    daysAgo: 4,
    afterMinutes: 60,
  },
  {
    kind: 'habit.adopted',
    question: 'This was my old phone. Does the new one need it again?',
    answer: { outcome: 'explained', reason: 'Yes, please: once for each device, and it counts once.' },
    daysAgo: 3,
    afterMinutes: 75,
  },
  {
    kind: 'training.completed',
    question: 'My colleague took this course on my computer. It should be hers.',
    answer: null,
    daysAgo: 0,
    afterMinutes: 0,
  },
];

/** Questions about entries of the history, each by somebody else, and their answers. */
export function questionSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const guest = demoAccounts.find((account) => account.role === 'security');
  const guard = people.find((person) => person.email === guest?.email);
  if (guard === undefined) return [];
  const guests = new Set<string>(demoAccounts.map((account) => account.email));
  const asking = people.filter((person) => !guests.has(person.email));
  return questions.flatMap((one, i) => {
    const askedAtMs = one.answer === null ? nowMs - lastAskedMs : morningOf(nowMs, one.daysAgo);
    const disputes = app.get(DisputesService);
    const asked: { id?: string } = {};
    const ask = async (): Promise<void> => {
      const person = await entryOfSomebody(app, one.kind, asking.slice(i * 7, i * 7 + 7));
      if (person === null) return;
      asked.id = await disputes.ask(person.memberId, { entryId: person.entryId }, one.question);
    };
    const answer = async (): Promise<void> => {
      if (asked.id === undefined || one.answer === null) return;
      const by = { memberId: guard.id, role: 'security' } as const;
      await disputes.answer(by, asked.id, one.answer.outcome, one.answer.reason);
    };
    const steps = [{ atMs: askedAtMs, step: ask }];
    return one.answer === null
      ? steps
      : [...steps, { atMs: askedAtMs + one.afterMinutes * minuteMs, step: answer }];
  });
}

/** Ten in the morning of the last working day that is at least so many days ago. */
function morningOf(nowMs: number, daysAgo: number): number {
  const { timeZone } = northwind;
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const then = today.subtract({ days: daysAgo });
  const day = then.subtract({ days: Math.max(0, then.dayOfWeek - 5) });
  return day.toZonedDateTime({ timeZone, plainTime: '10:00' }).epochMilliseconds;
}

async function entryOfSomebody(
  app: INestApplicationContext,
  kind: string,
  among: readonly DemoPerson[],
): Promise<{ memberId: string; entryId: string } | null> {
  const [found] = await app.get(Database).query<{ memberId: string; entryId: string }>(
    `SELECT e.member_id AS "memberId", e.id AS "entryId" FROM points_entry e
     WHERE e.kind = $1 AND e.member_id = ANY($2::uuid[]) AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id)
       AND NOT EXISTS (SELECT FROM dispute d WHERE d.entry_id = e.id) ORDER BY e.id DESC LIMIT 1`,
    [kind, among.map((person) => person.id)],
  );
  return found ?? null;
}
