import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource } from '@vigil/shared/ingestion';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../src/platform/db/database.js';
import { factoriesOn, type MadeMember } from './factories.js';

/** What a machine needs in order to state facts about some people. */
export interface StatingMachine {
  readonly key: string;
  readonly people: readonly MadeMember[];
}

/** Makes an organisation with some people and, through the front door of a running server, a service key. */
export async function aStatingMachine(sql: Sql, url: string, people = 5): Promise<StatingMachine> {
  const make = factoriesOn(sql);
  await make.anOrganisation();
  const { cookie } = await make.aSession(await make.aMember({ role: 'security' }));
  const answer = await fetch(`${url}${createSource.path}`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'api', name: 'Learning', kinds: ['habit.adopted', 'threat.reported'] }),
  });
  if (answer.status !== 201) throw new Error(`no service key: ${answer.status} ${await answer.text()}`);
  const { secret } = (await answer.json()) as { secret: string };
  const made = [];
  for (let i = 0; i < people; i++) made.push(await make.aMember());
  return { key: secret, people: made };
}

/** A fact as a machine states it. */
export type StatedFact = ReturnType<typeof aFact>;

/** One fact that brings points whenever it is new. */
export const aFact = (member: { readonly email: string }) => ({
  naturalKey: randomUUID(),
  member: { email: member.email },
  kind: 'habit.adopted',
  occurredAt: new Date(Date.now() - 1_000).toISOString(),
  object: randomUUID(),
});

export function stateFact(url: string, key: string, body: unknown): Promise<Response> {
  return fetch(`${url}${recordBehaviours.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** A load that never gives a fact up: it repeats each one, under the same key, until it is acknowledged. */
export interface SteadyLoad {
  /** Points by natural key, of the facts that were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** The same facts, as they were stated. */
  readonly facts: readonly StatedFact[];
  /** `status type` of each answer that was no acknowledgement; `none` where the connection broke. */
  readonly refused: ReadonlyMap<string, number>;
  /** Lets the facts under way be acknowledged and ends. */
  stop(): Promise<void>;
}

export function startSteadyLoad(url: string, { key, people }: StatingMachine, writers = 6): SteadyLoad {
  const acknowledged = new Map<string, number>();
  const facts: StatedFact[] = [];
  const refused = new Map<string, number>();
  let running = true;
  const attempt = async (fact: StatedFact): Promise<boolean> => {
    const answer = await stateFact(url, key, fact).catch(() => null);
    const json = (await answer?.json().catch(() => null)) as { type?: string; points?: number } | null;
    if (answer?.status === 200 && json?.points !== undefined) {
      acknowledged.set(fact.naturalKey, json.points);
      facts.push(fact);
      return true;
    }
    const said = answer === null ? 'none' : `${answer.status} ${json?.type ?? 'without a problem'}`;
    refused.set(said, (refused.get(said) ?? 0) + 1);
    return false;
  };
  const write = async (n: number): Promise<void> => {
    for (let i = n; running; i++) {
      const fact = aFact(people[i % people.length] ?? { email: '' });
      while (!(await attempt(fact))) await pause(20);
    }
  };
  const all = Promise.all(Array.from({ length: writers }, (_, n) => write(n)));
  const stop = async (): Promise<void> => {
    running = false;
    await all;
  };
  return { acknowledged, facts, refused, stop };
}
