import { type OrganisationCalendar, workingMinutesBetween } from '../calendar/index.js';
import { msOfNs } from './time.js';

/** What a phishing simulator can tell about one person's copy of a mail. */
export const simulationEventTypes = [
  'sent',
  'send-error',
  'opened',
  'clicked',
  'submitted',
  'reported',
] as const;
export type SimulationEventType = (typeof simulationEventTypes)[number];

export interface SimulationEvent {
  readonly type: SimulationEventType;
  /** Nanoseconds since the epoch, by the simulator's clock. */
  readonly occurredNs: bigint;
}

/** What the events of one case (source, campaign, member) say together, in whatever order and number they came. */
export interface CaseFacts {
  /** The earliest event that proves delivery; null while none does. */
  readonly deliveredNs: bigint | null;
  readonly opened: boolean;
  /** A click or a submission was seen. Visible to the member alone, and worth no less to a reporter. */
  readonly riskyAct: boolean;
  readonly reported: {
    readonly earliestNs: bigint;
    /** The best speed that the events prove; null while no sent mail is known before a report. */
    readonly workingMinutes: number | null;
  } | null;
}

/** What settlement decided for one case, once. */
export interface CaseSettlement {
  readonly first: boolean;
  /** When the pass counts; null where there is none. */
  readonly passedNs: bigint | null;
}

/** A behaviour that a case brings about; the object of its award is the case. */
export interface CaseBehaviour {
  readonly kind: 'simulation.reported' | 'simulation.passed';
  readonly occurredNs: bigint;
  readonly workingMinutes: number | null;
  readonly first: boolean;
}

/**
 * A pure function of the set of a case's events: order and repeats change nothing.
 *
 * Any event but `send-error` proves delivery, for the message about the sending may be lost. Speed is the least number
 * of working minutes from a `sent` to a `reported` that is not before it. With one `sent` and no report before it,
 * that is earliest report − sent; with more (a mail deferred and sent again, a late delivery) it still can only get
 * better as events arrive, so that no award ever has to shrink.
 */
export function caseFacts(events: readonly SimulationEvent[], calendar: OrganisationCalendar): CaseFacts {
  const times = (...types: SimulationEventType[]): bigint[] =>
    events.filter((e) => types.includes(e.type)).map((e) => e.occurredNs);
  const reports = times('reported');
  const earliestNs = earliest(reports);
  return {
    deliveredNs: earliest(times('sent', 'opened', 'clicked', 'submitted', 'reported')),
    opened: times('opened').length > 0,
    riskyAct: times('clicked', 'submitted').length > 0,
    reported:
      earliestNs === null ? null : { earliestNs, workingMinutes: quickest(times('sent'), reports, calendar) },
  };
}

/**
 * What a case is worth now. A report earns the same whether or not a risky act was seen, before or after it, and
 * however late it comes. The first reporter's part and passes come from settlement alone; they stand whatever
 * arrives later, so a late report earns beside a pass.
 *
 * One thing depends on the order of arrival: if a repeat report within a live event (or a richer revision) is heard
 * before an earlier one outside of it, the higher number has been given and stands, as no total ever falls.
 */
export function caseBehaviours(
  facts: CaseFacts,
  settlement: CaseSettlement | null,
): readonly CaseBehaviour[] {
  const behaviours: CaseBehaviour[] = [];
  if (facts.reported) {
    const { earliestNs, workingMinutes } = facts.reported;
    const first = settlement?.first ?? false;
    behaviours.push({ kind: 'simulation.reported', occurredNs: earliestNs, workingMinutes, first });
  }
  if (settlement && settlement.passedNs !== null) {
    const occurredNs = settlement.passedNs;
    behaviours.push({ kind: 'simulation.passed', occurredNs, workingMinutes: null, first: false });
  }
  return behaviours;
}

/**
 * Names one state of a case's behaviour. The same state has the same name, so it is recorded once however often it is
 * worked out; a better one has another. To be joined with the case's identity into a natural key.
 */
export function caseBehaviourKey(behaviour: CaseBehaviour): string {
  const { kind, occurredNs, workingMinutes, first } = behaviour;
  return [kind, occurredNs, workingMinutes ?? '-', first ? 'first' : '-'].join(':');
}

function earliest(times: readonly bigint[]): bigint | null {
  return times.reduce<bigint | null>((least, ns) => (least === null || ns < least ? ns : least), null);
}

function latest(times: readonly bigint[]): bigint | null {
  return times.reduce<bigint | null>((most, ns) => (most === null || ns > most ? ns : most), null);
}

function quickest(
  sent: readonly bigint[],
  reports: readonly bigint[],
  calendar: OrganisationCalendar,
): number | null {
  // Of two reports after the same mail the earlier is never slower, so each mail is held against its next report.
  const pairs = new Map<bigint, bigint>();
  for (const reportNs of reports) {
    const sentNs = latest(sent.filter((ns) => ns <= reportNs));
    const known = sentNs === null ? undefined : pairs.get(sentNs);
    if (sentNs !== null && (known === undefined || reportNs < known)) pairs.set(sentNs, reportNs);
  }
  const minutes = [...pairs].map(([s, r]) => workingMinutesBetween(msOfNs(s), msOfNs(r), calendar));
  return minutes.length === 0 ? null : Math.min(...minutes);
}
