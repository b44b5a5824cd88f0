import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrganisationCalendar, dayOf, weekOf } from '../calendar/index.js';
import { type Ruleset, decide, defaultRules } from '../points/index.js';
import {
  type SimulationEvent,
  type SimulationEventType,
  caseBehaviours,
  caseFacts,
  parseRfc3339Nano,
  settle,
  settlementOf,
} from './index.js';

const calendar: OrganisationCalendar = {
  timeZone: 'America/New_York',
  workingDays: [1, 2, 3, 4, 5],
  workFromMinute: 540,
  workUntilMinute: 1020,
};
const types: Record<string, SimulationEventType> = {
  'Email Sent': 'sent',
  'Error Sending Email': 'send-error',
  'Email Opened': 'opened',
  'Clicked Link': 'clicked',
  'Submitted Data': 'submitted',
  'Email Reported': 'reported',
};
const ruleset: Ruleset = {
  revision: 1,
  effectiveFrom: '2026-01-01T00:00:00Z',
  rules: [...defaultRules],
  multipliers: [],
};

interface Delivery {
  readonly memberId: string;
  readonly event: SimulationEvent;
}

const deliveries: Delivery[] = readFileSync(
  new URL('../../../fixtures/gophish/webhooks.ndjson', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse((JSON.parse(line) as { body: string }).body) as Record<string, string>)
  .flatMap(({ email, message, time }) => {
    const type = types[message ?? ''];
    if (!email || !type || !time) return [];
    return [{ memberId: email.toLowerCase(), event: { type, occurredNs: parseRfc3339Nano(time) } }];
  });

function gather(list: readonly Delivery[]) {
  const cases = new Map<string, SimulationEvent[]>();
  for (const { memberId, event } of list) cases.set(memberId, [...(cases.get(memberId) ?? []), event]);
  return [...cases].map(([memberId, events]) => ({ memberId, facts: caseFacts(events, calendar) }));
}

/** Points by part over all cases of the settled campaign. */
function sums(list: readonly Delivery[]): Record<string, number> {
  const cases = gather(list);
  const settlement = settle(cases);
  const total: Record<string, number> = {};
  for (const { memberId, facts } of cases) {
    for (const { occurredNs, ...b } of caseBehaviours(facts, settlementOf(settlement, memberId))) {
      const occurredAtMs = Number(occurredNs / 1_000_000n);
      const when = { occurredAtMs, day: dayOf(occurredAtMs, calendar), week: weekOf(occurredAtMs, calendar) };
      const blank = { given: [], usedThatDay: 0, usedThatWeek: 0, cooling: false };
      for (const e of decide(ruleset, blank, { ...b, ...when, object: memberId }).entries) {
        const key = `${when.week} ${b.kind} ${e.part}${e.quiet ? ' quiet' : ''}`;
        total[key] = (total[key] ?? 0) + e.points;
      }
    }
  }
  return total;
}

describe('the captured campaign', () => {
  const truth = {
    '2026-W48 simulation.reported base': 35 * 20,
    '2026-W48 simulation.reported speed': 35 * 5,
    '2026-W48 simulation.reported first': 5,
    '2026-W48 simulation.passed base quiet': 11 * 5,
  };

  it('settles to the known truth', () => {
    const cases = gather(deliveries);
    const settlement = settle(cases);
    expect(deliveries).toHaveLength(170);
    expect(cases).toHaveLength(60);
    expect(settlement.counts).toEqual({ reported: 35, passed: 11, riskyOnly: 13, notDelivered: 1 });
    expect(settlement.firstReporter).toBe('agnieszka.kowalska@northwind.example');
    expect(settlement.passed).toHaveLength(11);
    expect(cases.filter((c) => c.facts.deliveredNs === null).map((c) => c.memberId)).toEqual([
      'yuki.tanaka@northwind.example',
    ]);
    expect(cases.filter((c) => c.facts.reported && c.facts.riskyAct)).toHaveLength(8);
    expect(deliveries.filter((d) => d.event.type === 'reported')).toHaveLength(38);
    expect(sums(deliveries)).toEqual(truth);
  });

  it('settles to the same sums in any order and with any repeats', () => {
    const shuffles = fc.tuple(
      fc.shuffledSubarray(deliveries, { minLength: deliveries.length }),
      fc.shuffledSubarray(deliveries),
    );
    fc.assert(
      fc.property(shuffles, ([all, again]) => {
        expect(sums([...again, ...all])).toEqual(truth);
        const byMember = (list: ReturnType<typeof gather>) => new Map(list.map((c) => [c.memberId, c.facts]));
        expect(byMember(gather([...again, ...all]))).toEqual(byMember(gather(deliveries)));
      }),
      { numRuns: 20 },
    );
  });
});
