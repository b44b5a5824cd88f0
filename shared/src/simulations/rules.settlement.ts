import type { CaseFacts, CaseSettlement } from './rules.js';

/** One member's case at the moment of settlement. */
export interface SettlingCase {
  readonly memberId: string;
  readonly facts: CaseFacts;
}

/** What a campaign settles to. Decided once and stored; later events change nothing in it. */
export interface Settlement {
  /** The member with the earliest report, the smaller id among equals; null if nobody reported. */
  readonly firstReporter: string | null;
  /** Delivered, no risky act seen, not reported; in the order of member ids. */
  readonly passed: readonly { readonly memberId: string; readonly occurredNs: bigint }[];
  /** How many cases of each kind; they add up to all cases. To be shown only where the group is large enough. */
  readonly counts: {
    readonly reported: number;
    readonly passed: number;
    readonly riskyOnly: number;
    readonly notDelivered: number;
  };
}

/**
 * Settles a campaign: a pure function of its cases, one for each member, in any order.
 *
 * A pass occurs when the mail was delivered, not when somebody presses Close. So the same events settle to the same
 * sums by period whenever and on whatever machine settlement runs, and passes fall into the period of the mail, beside
 * the reports they are weighed against. Nothing is lost by that: settlement comes at most 72 h after the campaign was
 * created and a closed period accepts facts for 72 h; what is sent or settled later than that counts in the present
 * period, as every late fact does.
 */
export function settle(cases: readonly SettlingCase[]): Settlement {
  const sorted = [...cases].sort((a, b) => (a.memberId < b.memberId ? -1 : a.memberId > b.memberId ? 1 : 0));
  let first: { readonly memberId: string; readonly ns: bigint } | null = null;
  const passed: { memberId: string; occurredNs: bigint }[] = [];
  const counts = { reported: 0, passed: 0, riskyOnly: 0, notDelivered: 0 };
  for (const { memberId, facts } of sorted) {
    const outcome = outcomeOf(facts);
    counts[outcome] += 1;
    if (facts.reported && (!first || facts.reported.earliestNs < first.ns)) {
      first = { memberId, ns: facts.reported.earliestNs };
    }
    if (outcome === 'passed' && facts.deliveredNs !== null) {
      passed.push({ memberId, occurredNs: facts.deliveredNs });
    }
  }
  return { firstReporter: first?.memberId ?? null, passed, counts };
}

/** What a settlement says about one member's case. */
export function settlementOf(settlement: Settlement, memberId: string): CaseSettlement {
  return {
    first: settlement.firstReporter === memberId,
    passedNs: settlement.passed.find((p) => p.memberId === memberId)?.occurredNs ?? null,
  };
}

function outcomeOf(facts: CaseFacts): keyof Settlement['counts'] {
  if (facts.reported) return 'reported';
  if (facts.deliveredNs === null) return 'notDelivered';
  return facts.riskyAct ? 'riskyOnly' : 'passed';
}
