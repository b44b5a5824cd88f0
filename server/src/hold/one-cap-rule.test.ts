import { periodOf } from '@vigil/shared/calendar';
import { importBehavioursCsv, recordBehaviours } from '@vigil/shared/behaviours';
import { createSource } from '@vigil/shared/ingestion';
import { defaultRules, listMyEntries, readMyEntry, type PointsEntry } from '@vigil/shared/points';
import { approveRescore, proposeRescore, publishRules, replayRules } from '@vigil/shared/rules';
import { closeCampaign, listCampaigns } from '@vigil/shared/simulations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, anActor } from '../../test/cast.js';
import { earned, read } from '../../test/earned.js';
import { type ReportsApp, startReportsApp } from '../../test/reports-app.js';
import { stateFact } from '../../test/stated-facts.js';
import { RescoreRunner } from '../features/rules/rescore-runner.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Noon of a working day, far from every border. */
const noonMs = Date.parse('2026-11-24T11:00:00Z');
const lastWeekMs = noonMs - 7 * dayMs;
/** Each kind is worth 15, and 10 more fit below its cap; a mail left alone must be worth less than a report. */
const worth = (kind: string) => (kind === 'simulation.reported' ? 16 : 15);
const rules = defaultRules.map((rule) => ({
  ...{ ...rule, base: worth(rule.kind), speed: [], first: 0, cooldownMinutes: null },
  ...{ capPerDay: worth(rule.kind) + 10, capPerWeek: null },
}));

let t: ReportsApp;
let key: string;
beforeAll(async () => {
  t = await startReportsApp();
  t.clock.nowMs = () => noonMs - 60 * minuteMs;
  const body = { draft: { rules, multipliers: [] }, baseRevision: 1, from: null, note: 'One cap for all' };
  expect((await t.security.ask(publishRules, { body })).status).toBe(201);
  t.clock.nowMs = () => noonMs;
  const api = { type: 'api', name: 'Learning', kinds: ['training.completed'] };
  key = read(createSource, await t.security.ask(createSource, { body: api })).secret;
});
afterAll(() => t.stop());

const at = (minute: number) => new Date(noonMs - (30 - minute) * minuteMs).toISOString();
const course = (person: Actor, n: number) => ({
  naturalKey: `${person.member.id}-${n}`,
  member: { email: person.member.email },
  kind: 'training.completed',
  occurredAt: at(n),
  object: `course-${n}`,
});
async function decided(person: Actor, title: string): Promise<void> {
  await t.reported(person, { kind: 'call', text: title });
  expect((await t.decide((await t.newest()).id, 'confirmed')).status).toBe(200);
}

/** Every path by which points come, with two facts of one day in it, and the kind that they are of. */
const paths: readonly (readonly [string, string, (person: Actor) => Promise<unknown>])[] = [
  [
    'one fact after the other',
    'training.completed',
    async (person) => {
      for (const n of [1, 2]) await stateFact(t.server.url, key, course(person, n));
    },
  ],
  [
    'a batch',
    'training.completed',
    (person) => stateFact(t.server.url, key, { items: [course(person, 1), course(person, 2)] }),
  ],
  [
    'a file',
    'training.completed',
    (person) => {
      const { email } = person.member;
      const line = (n: number) => `${email},training.completed,${at(n)},course-${n}`;
      return t.security.ask(importBehavioursCsv, {
        body: { csv: ['email,kind,occurred_at,object', line(1), line(2)].join('\n') },
      });
    },
  ],
  [
    'a simulator’s events',
    'simulation.reported',
    async (person) => {
      const tell = await t.aSimulator();
      for (const campaign of [1, 2])
        for (const message of ['Email Sent', 'Email Reported'])
          await tell({ email: person.member.email, campaign, message, time: at(campaign) });
    },
  ],
  [
    'the settlement of campaigns',
    'simulation.passed',
    async (person) => {
      const tell = await t.aSimulator();
      for (const campaign of [3, 4])
        await tell({ email: person.member.email, campaign, message: 'Email Sent', time: at(campaign) });
      const { items } = read(listCampaigns, await t.security.ask(listCampaigns));
      for (const { id, state } of items)
        if (state === 'running') await t.security.ask(closeCampaign, { params: { campaignId: id } });
    },
  ],
  [
    'answered reports',
    'threat.confirmed',
    async (person) => {
      for (const title of ['One call.', 'Another call.']) await decided(person, title);
    },
  ],
  [
    'a past week that is counted again',
    'threat.reported',
    async (person) => {
      await earned(t.server, person, 'threat.reported', { atMs: lastWeekMs, times: 2 });
      const week = periodOf('week', lastWeekMs, { timeZone: 'Europe/Berlin' }).key;
      const body = { revision: 2, firstWeek: week, lastWeek: week, why: 'Reports were worth too little' };
      const { id } = read(proposeRescore, await t.security.ask(proposeRescore, { body }));
      const approver = await anActor(t.server, 'administrator');
      expect((await approver.ask(approveRescore, { params: { rescoreId: id } })).status).toBe(200);
      await t.server.app.get(RescoreRunner).look();
    },
  ],
];

it.each(paths)('E2 an award of 15 with room for 10 gives 10, and says why: %s', async (_, kind, path) => {
  const person = await t.anActor({ since: new Date(noonMs - 90 * dayMs) });
  await path(person);
  const mine = read(listMyEntries, await person.ask(listMyEntries)).items.filter((e) => e.kind === kind);
  const sum = (of: readonly PointsEntry[]) => of.reduce((all, { points }) => all + points, 0);
  expect(sum(mine)).toBe(worth(kind) + 10);
  const cut = mine.filter(({ explanation }) => explanation.cap !== null);
  expect(cut.map((e) => e.explanation)).toMatchObject([
    { full: worth(kind), cap: { per: 'day', limit: worth(kind) + 10, usedBefore: worth(kind) } },
  ]);
  const why = read(readMyEntry, await person.ask(readMyEntry, { params: { entryId: cut[0]?.id ?? '' } }));
  expect(why).toEqual(cut[0]);
});

it('E2 the replay of a draft foretells the same sum', async () => {
  const person = await t.anActor({ lastName: 'Foretold', since: new Date(noonMs - 90 * dayMs) });
  await earned(t.server, person, 'threat.reported', { atMs: lastWeekMs - 7 * dayMs, times: 2 });
  const body = { draft: { rules, multipliers: [] } };
  const { board } = read(replayRules, await t.security.ask(replayRules, { body }));
  const found = board.find(({ name }) => name.includes('Foretold'));
  expect([found?.before?.points, found?.after?.points]).toEqual([10, 25]);
});

it('E2 a source is told that the cap was reached', async () => {
  const person = await t.anActor();
  const answers = [];
  for (const n of [1, 2, 3])
    answers.push(await (await stateFact(t.server.url, key, course(person, n))).json());
  const told = answers.map((answer) => recordBehaviours.response.parse(answer));
  expect(told).toMatchObject([
    { points: 15, because: null },
    { points: 10, because: null },
    { points: 0, because: 'cap-reached' },
  ]);
});
