import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type OrganisationCalendar, dayOf, weekOf } from '../calendar/index.js';
import {
  type Ruleset,
  type ScorableBehaviour,
  advance,
  decide,
  defaultRules,
  emptyBook,
  ruleOf,
  stateFor,
} from '../points/index.js';
import {
  type CaseFacts,
  type CaseSettlement,
  type SimulationEvent,
  type SimulationEventType,
  caseBehaviourKey,
  caseBehaviours,
  caseFacts,
  settle,
  settlementOf,
  simulationEventTypes,
} from './index.js';

const calendar: OrganisationCalendar = {
  timeZone: 'America/New_York',
  workingDays: [1, 2, 3, 4, 5],
  workFromMinute: 540,
  workUntilMinute: 1020,
};
const at = (text: string): bigint =>
  Temporal.ZonedDateTime.from(`2026-11-${text}[America/New_York]`).epochNanoseconds;
const event = (type: SimulationEventType, text: string): SimulationEvent => ({ type, occurredNs: at(text) });
const ruleset: Ruleset = {
  revision: 1,
  effectiveFrom: '2026-01-01T00:00:00Z',
  rules: [...defaultRules],
  multipliers: [],
};

const sent = event('sent', '23T15:00');
const reported = event('reported', '23T15:10');

describe('the facts of a case', () => {
  it('are what its events say together', () => {
    expect(caseFacts([], calendar)).toEqual({
      deliveredNs: null,
      opened: false,
      riskyAct: false,
      reported: null,
    });
    expect(
      caseFacts([sent, event('opened', '23T15:01'), event('clicked', '23T15:02'), reported], calendar),
    ).toEqual({
      deliveredNs: sent.occurredNs,
      opened: true,
      riskyAct: true,
      reported: { earliestNs: reported.occurredNs, workingMinutes: 10 },
    });
  });

  it('count a click and a submission as risky acts, an opening not', () => {
    const risky = simulationEventTypes.filter(
      (type) => caseFacts([event(type, '23T15:02')], calendar).riskyAct,
    );
    expect(risky).toEqual(['clicked', 'submitted']);
  });

  it('take any event but a sending error as proof of delivery', () => {
    const error = event('send-error', '23T15:00');
    expect(caseFacts([error], calendar).deliveredNs).toBeNull();
    for (const type of simulationEventTypes.filter((t) => t !== 'send-error')) {
      expect(caseFacts([error, event(type, '23T15:03')], calendar).deliveredNs).toBe(at('23T15:03'));
    }
  });

  it('measure speed in working minutes, and leave it open while no sent mail precedes a report', () => {
    const speed = (...events: SimulationEvent[]) => caseFacts(events, calendar).reported?.workingMinutes;
    expect(speed(event('sent', '20T16:58'), event('reported', '23T09:03'))).toBe(5);
    expect(speed(sent, { ...sent, type: 'reported' })).toBe(0);
    expect(speed(reported)).toBeNull();
    expect(speed(event('sent', '23T15:11'), reported)).toBeNull();
    expect(speed(sent, event('reported', '23T14:00'), reported)).toBe(10);
    expect(speed(sent, event('sent', '23T15:06'), reported)).toBe(4);
    expect(speed(sent, reported, event('sent', '23T15:30'), event('reported', '23T15:32'))).toBe(2);
  });
});

describe('what a case brings', () => {
  const facts = (...events: SimulationEvent[]): CaseFacts => caseFacts(events, calendar);

  it('is the same for a report whether or not a click was seen, before or after it', () => {
    const plain = caseBehaviours(facts(sent, reported), null);
    expect(plain).toEqual([
      { kind: 'simulation.reported', occurredNs: reported.occurredNs, workingMinutes: 10, first: false },
    ]);
    for (const click of ['23T15:01', '23T15:20']) {
      for (const type of ['clicked', 'submitted', 'opened'] as const) {
        expect(caseBehaviours(facts(sent, event(type, click), reported), null)).toEqual(plain);
      }
    }
  });

  it('leaves the first part and passes to settlement, and what was settled stands', () => {
    expect(caseBehaviours(facts(sent), null)).toEqual([]);
    const passed: CaseSettlement = { first: false, passedNs: sent.occurredNs };
    const pass = {
      kind: 'simulation.passed',
      occurredNs: sent.occurredNs,
      workingMinutes: null,
      first: false,
    };
    expect(caseBehaviours(facts(sent), passed)).toEqual([pass]);
    expect(caseBehaviours(facts(sent, event('clicked', '24T09:00')), passed)).toEqual([pass]);
    const late = caseBehaviours(facts(sent, event('reported', '25T09:00')), passed);
    expect(late.map((b) => [b.kind, b.first])).toEqual([['simulation.reported', false], ['simulation.passed', false]]); // prettier-ignore
    expect(caseBehaviours(facts(sent, reported), { first: true, passedNs: null })[0]?.first).toBe(true);
  });

  it('has one name for one state', () => {
    const keys = [facts(sent, reported), facts(reported), facts(sent, event('reported', '23T15:09'))].map(
      (f) => caseBehaviours(f, null).map(caseBehaviourKey).join(),
    );
    expect(new Set(keys).size).toBe(3);
    expect(
      caseBehaviours(facts(reported, sent, reported), null)
        .map(caseBehaviourKey)
        .join(),
    ).toBe(keys[0]);
  });
});

describe('settlement', () => {
  const one = (memberId: string, ...events: SimulationEvent[]) => ({
    memberId,
    facts: caseFacts(events, calendar),
  });

  it('finds the first reporter by event time, then member id, and the quiet passes', () => {
    const cases = [
      one('d', sent),
      one('c', sent, reported),
      one('b', sent, event('clicked', '23T15:01'), reported),
      one('e', sent, event('clicked', '23T15:01')),
      one('f', event('send-error', '23T15:00')),
      one('a', event('opened', '23T15:05')),
      one('g', sent, event('reported', '23T15:11')),
    ];
    const settled = settle(cases);
    expect(settled).toEqual({
      firstReporter: 'b',
      passed: [
        { memberId: 'a', occurredNs: at('23T15:05') },
        { memberId: 'd', occurredNs: sent.occurredNs },
      ],
      counts: { reported: 3, passed: 2, riskyOnly: 1, notDelivered: 1 },
    });
    expect(settle([...cases].reverse())).toEqual(settled);
    expect(settlementOf(settled, 'b')).toEqual({ first: true, passedNs: null });
    expect(settlementOf(settled, 'd')).toEqual({ first: false, passedNs: sent.occurredNs });
    expect(settlementOf(settled, 'e')).toEqual({ first: false, passedNs: null });
    expect(settle([]).firstReporter).toBeNull();
  });
});

const someEvent: fc.Arbitrary<SimulationEvent> = fc.record({
  type: fc.constantFrom(...simulationEventTypes),
  occurredNs: fc.integer({ min: 0, max: 6 * 1440 }).map((m) => at('19T00:00') + BigInt(m) * 60_000_000_001n),
});
const someCase = fc.array(someEvent, { maxLength: 10 });

/** Points by (kind, part, day) when events arrive one by one and each state of the case is decided at once. */
function award(
  events: readonly SimulationEvent[],
  settlement: CaseSettlement | null,
): Record<string, number> {
  const sums: Record<string, number> = {};
  const days = new Map<string, string>();
  let book = emptyBook;
  let entries = 0;
  events.forEach((_, i) => {
    const settledNow = i === events.length - 1 ? settlement : null;
    for (const b of caseBehaviours(caseFacts(events.slice(0, i + 1), calendar), settledNow)) {
      const occurredAtMs = Number(b.occurredNs / 1_000_000n);
      const { kind, workingMinutes, first } = b;
      const when = { occurredAtMs, day: dayOf(occurredAtMs, calendar), week: weekOf(occurredAtMs, calendar) };
      const fact: ScorableBehaviour = { kind, ...when, object: 'case', workingMinutes, first };
      const rule = ruleOf(ruleset, kind)!;
      const effect = decide(ruleset, stateFor(book, rule, fact), fact);
      const ids = effect.entries.map(() => `e${entries++}`);
      book = advance(book, rule, fact, effect, ids);
      effect.entries.forEach((e, n) => {
        const day = days.get(e.reverses ?? '') ?? fact.day;
        days.set(ids[n]!, day);
        sums[`${kind} ${e.part} ${day}`] = (sums[`${kind} ${e.part} ${day}`] ?? 0) + e.points;
      });
    }
  });
  return Object.fromEntries(Object.entries(sums).filter(([, points]) => points !== 0));
}

describe('for any events', () => {
  it('order and repeats change neither the facts nor the points on any day', () => {
    const pair = someCase.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    );
    fc.assert(
      fc.property(pair, fc.boolean(), ([all, other], first) => {
        const facts = caseFacts(all, calendar);
        expect(caseFacts(other, calendar)).toEqual(facts);
        const settlement = { first: first && facts.reported !== null, passedNs: null };
        expect(award(other, settlement)).toEqual(award(all, settlement));
      }),
      { numRuns: 200 },
    );
  });

  it('more events never make a report later or slower, nor a delivery later', () => {
    fc.assert(
      fc.property(someCase, someEvent, (events, more) => {
        const before = caseFacts(events, calendar);
        const after = caseFacts([...events, more], calendar);
        if (before.deliveredNs !== null) expect(after.deliveredNs! <= before.deliveredNs).toBe(true);
        if (!before.reported) return;
        expect(after.reported!.earliestNs <= before.reported.earliestNs).toBe(true);
        if (before.reported.workingMinutes === null) return;
        expect(after.reported!.workingMinutes).toBeLessThanOrEqual(before.reported.workingMinutes);
      }),
      { numRuns: 400 },
    );
  });

  it('risky acts change nothing that a reporter earns', () => {
    fc.assert(
      fc.property(someCase, (events) => {
        const innocent = events.filter((e) => e.type !== 'clicked' && e.type !== 'submitted');
        const by = (list: SimulationEvent[]) => caseBehaviours(caseFacts(list, calendar), null);
        expect(by(events)).toEqual(by(innocent));
      }),
    );
  });
});
