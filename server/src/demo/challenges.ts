import type { INestApplicationContext } from '@nestjs/common';
import { type ChallengeDraft, closesAfterMs, templates, type TemplateId } from '@vigil/shared/challenges';
import { Temporal } from 'temporal-polyfill';
import { ChallengesStore } from '../features/challenges/challenges.store.js';
import { HostingService } from '../features/challenges/hosting.service.js';
import { LifeService } from '../features/challenges/life.service.js';
import { PeopleReadModel } from '../features/people/people.read-model.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { firstSeasonEndMs } from './history.js';
import { demoAccounts, northwind } from './northwind.js';
import type { DemoPerson, PastStep } from './past.js';
import { untilClosed } from './until-closed.js';

const hourMs = 3_600_000;

interface DemoChallenge {
  readonly template: TemplateId;
  readonly name: string;
  readonly text: string;
  readonly prize: string | null;
  readonly target: number;
  /** Days from today at nine to its beginning. */
  readonly beginsIn: number;
  readonly departments: readonly string[];
  readonly teams: readonly string[];
  readonly thanks: string | null;
}

/** A goal that was reached, a race and a goal that run, mixed teams that come. */
const challenges: readonly DemoChallenge[] = [
  {
    template: 'company-dawn',
    name: 'Dawn over Northwind',
    text: 'All of us, one goal: every window lit by the end of the month.',
    prize: 'Croissants for everybody.',
    target: 150,
    beginsIn: -40,
    ...{ departments: [], teams: [] },
    thanks: 'Thank you, everybody. It was never this bright before. Enjoy the croissants!',
  },
  {
    template: 'brightest-building',
    name: 'Brightest building',
    text: 'Everything counts. Which department lights most windows?',
    prize: 'Breakfast for the whole building.',
    target: 110,
    beginsIn: -9,
    departments: ['Customer Care', 'Engineering'],
    ...{ teams: [], thanks: null },
  },
  {
    template: 'company-dawn',
    name: 'Sunrise before the holidays',
    text: 'Once more, all of us: let us bring the sun up before the year ends.',
    prize: 'A long lunch together.',
    target: 110,
    beginsIn: -7,
    ...{ departments: [], teams: [], thanks: null },
  },
  {
    template: 'mixed-crews',
    name: 'Mixed crews',
    text: 'Three crews across all departments: meet people you do not know.',
    prize: null,
    target: 60,
    beginsIn: 8,
    departments: [],
    teams: ['Lanterns', 'Night owls', 'Early birds'],
    thanks: null,
  },
];

/** One that was over before the first season ended. */
function firstOne(nowMs: number): DemoChallenge {
  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(northwind.timeZone).toPlainDate();
  return {
    template: 'sharp-eyes',
    name: 'First light',
    text: 'Our first challenge: who notices most?',
    prize: 'The cup in the lobby, for a season.',
    target: 12,
    beginsIn: dayOf(nowMs).until(dayOf(firstSeasonEndMs(nowMs))).days - 24,
    departments: ['Finance', 'Sales', 'Engineering'],
    teams: [],
    thanks: 'A bright beginning. Thank you all for keeping your eyes open.',
  };
}

/** Challenges of the demo company as steps of the past; a step that was taken is not taken again. */
export function challengeSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const guard = people.find(({ email }) => email === demoAccounts.find((a) => a.role === 'security')?.email);
  if (guard === undefined) return [];
  const by = { memberId: guard.id, role: 'security' } as const;
  return [firstOne(nowMs), ...challenges].flatMap((one): PastStep[] => {
    const startMs = nineOclock(nowMs, one.beginsIn);
    const days = templates.find(({ id }) => id === one.template)?.days ?? 14;
    const endMs = nineOclock(nowMs, one.beginsIn + days);
    const setUp = {
      atMs: Math.min(startMs - hourMs, nowMs),
      step: () => setUpOne(app, by, one, startMs, endMs),
    };
    const begin = { atMs: startMs, step: () => app.get(LifeService).begin() };
    if (startMs > nowMs) return [setUp];
    const close = { atMs: endMs + closesAfterMs + hourMs, step: () => closeOne(app, by, one) };
    return close.atMs > nowMs ? [setUp, begin] : [setUp, begin, close];
  });
}

type By = Parameters<HostingService['add']>[0];

async function setUpOne(
  app: INestApplicationContext,
  by: By,
  one: DemoChallenge,
  startMs: number,
  endMs: number,
): Promise<void> {
  const sql = app.get(Database);
  if ((await known(app, one.name)) !== undefined) return;
  const departments = await app.get(PeopleReadModel).departments(sql);
  const { template, name, text, prize, target } = one;
  const found = templates.find(({ id }) => id === template);
  const draft: ChallengeDraft = {
    ...{ form: found?.form ?? 'goal', template, name, text, prize, target },
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    kinds: [...(found?.kinds ?? [])],
    departmentIds: departments.filter((d) => one.departments.includes(d.name)).map(({ id }) => id),
    teams: [...one.teams],
  };
  const id = await app.get(HostingService).add(by, draft);
  await app.get(HostingService).schedule(by, id);
}

async function closeOne(app: INestApplicationContext, by: By, one: DemoChallenge): Promise<void> {
  await untilClosed(
    () => app.get(LifeService).close(),
    async () => (await known(app, one.name))?.state !== 'live',
  );
  const challenge = await known(app, one.name);
  if (challenge?.state === 'closed' && one.thanks !== null)
    await app.get(HostingService).announce(by, challenge.id, one.thanks);
}

async function known(app: INestApplicationContext, name: string) {
  return (await app.get(ChallengesStore).list(app.get(Database))).find(
    (challenge) => challenge.name === name,
  );
}

function nineOclock(nowMs: number, inDays: number): number {
  const { timeZone } = northwind;
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  return today.add({ days: inDays }).toZonedDateTime({ timeZone, plainTime: '09:00' }).epochMilliseconds;
}
