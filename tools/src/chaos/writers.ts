import { recordBehaviours } from '@vigil/shared/behaviours';
import { setTimeout as pause } from 'node:timers/promises';
import type { History } from './history.js';
import type { Random } from './random.js';
import { type Fact, stepsOf } from './workload.js';

const answerWithinMs = 8_000;
const againAfterMs = 100;
/** What a server or the proxy may say when it cannot: the integrator comes again. */
const excused = /^(none|50[234] )/;

/** Where facts are stated, and by whose key. */
export interface Door {
  readonly url: string;
  readonly serviceKey: string;
  /** When all of it happened: one day, so that caps are told apart from luck. */
  readonly occurredAt: string;
}

/** States a fact once. @returns whether it was acknowledged */
export async function state(door: Door, fact: Fact, history: History): Promise<boolean> {
  const { object, email, ...rest } = fact;
  const body = {
    ...rest,
    member: { email },
    occurredAt: door.occurredAt,
    ...(object === null ? {} : { object }),
  };
  try {
    const answer = await fetch(new URL(recordBehaviours.path, door.url), {
      method: recordBehaviours.method,
      headers: { authorization: `Bearer ${door.serviceKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const said = (await answer.json().catch(() => ({}))) as {
      status?: string;
      points?: number;
      type?: string;
    };
    if (answer.ok && said.status === 'recorded' && said.points !== undefined) {
      history.answered(fact, { points: said.points });
      return true;
    }
    turnedAway(history, `${answer.status} ${said.type ?? said.status ?? ''}`);
  } catch {
    turnedAway(history, 'none');
  }
  return false;
}

function turnedAway(history: History, said: string): void {
  history.turnedAway(said);
  if (!excused.test(said)) history.surprise(`a fact was answered with ${said}`);
}

/** A load that gives no fact up: it repeats each one, under the same key, until it is acknowledged. */
export class Writers {
  private running = true;
  private readonly all: Promise<unknown>;

  constructor(
    private readonly door: Door,
    private readonly history: History,
    random: Random,
    emails: readonly string[],
    writers: number,
  ) {
    this.all = Promise.all(
      Array.from({ length: writers }, (_, i) => this.write(random.stream(`writer-${i}`), `w${i}`, emails)),
    );
  }

  /** Lets what is under way be acknowledged, and ends. */
  async stop(): Promise<void> {
    this.running = false;
    await this.all;
  }

  private async write(random: Random, writer: string, emails: readonly string[]): Promise<void> {
    for (const { fact, twice, restMs } of stepsOf(random, writer, emails)) {
      if (!this.running) return;
      this.history.stating(fact);
      await Promise.all((twice ? [fact, fact] : [fact]).map((one) => this.untilAnswered(one)));
      await pause(restMs);
    }
  }

  private async untilAnswered(fact: Fact): Promise<void> {
    while (!(await state(this.door, fact, this.history))) await pause(againAfterMs);
  }
}
