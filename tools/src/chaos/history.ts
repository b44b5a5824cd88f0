import type { Fact } from './workload.js';

/** What a fact was answered with. */
export interface Answer {
  readonly points: number;
}

/** A fact, and all that became of it. */
export interface Stated {
  readonly fact: Fact;
  /** Every acknowledgement: the first one, and those of its repeats. */
  readonly answers: Answer[];
}

/** All that was asked of the servers, and all that they said: what an integrator knows. */
export class History {
  private readonly byKey = new Map<string, Stated>();
  /** `status problem` of what was no acknowledgement; `none` where the connection broke or no answer came. */
  readonly refusals = new Map<string, number>();
  /** What no fault excuses. */
  readonly surprises: string[] = [];
  acknowledged = 0;
  refused = 0;

  get facts(): readonly Stated[] {
    return [...this.byKey.values()];
  }

  stating(fact: Fact): void {
    if (!this.byKey.has(fact.naturalKey)) this.byKey.set(fact.naturalKey, { fact, answers: [] });
  }

  answered(fact: Fact, answer: Answer): void {
    this.acknowledged++;
    this.byKey.get(fact.naturalKey)?.answers.push(answer);
  }

  turnedAway(said: string): void {
    this.refused++;
    this.refusals.set(said, (this.refusals.get(said) ?? 0) + 1);
  }

  surprise(what: string): void {
    this.surprises.push(what);
  }
}
