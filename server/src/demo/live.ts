import { randomUUID } from 'node:crypto';
import type { BehaviourInput } from '@vigil/shared/behaviours';
import type { Log } from '../platform/logging/log.js';
import { pick } from '@vigil/shared/random';
import { tellSomething } from './tell.js';
import { courses, helps, policies, threats } from './things.js';

/** So short that something moves within ten seconds also where one act is seen by nobody. */
const restMs = 4_000;
/** One in so many times somebody tells the security team something; after some of them the queue is left alone. */
const reportEvery = 40;
const mostReports = 12;
const mostTries = 20;

/**
 * Gentle life in the demo company: every few seconds somebody does something secure, told through the public API with a
 * service key, as any system would. @returns how to end it
 */
export function live(options: {
  url: string;
  serviceKey: string;
  /** Who does something; that somebody who hides did is seen by nobody. */
  emails: readonly string[];
  /** Who tells the security team something now and then, and how they sign in. */
  reporters: readonly string[];
  password: string;
  /** The origin that browsers name. */
  origin: string;
  log: Log;
}): () => void {
  let timer: NodeJS.Timeout | null = null;
  let ended = false;
  let reports = 0;
  const tick = async (): Promise<void> => {
    try {
      if (reports < mostReports && Math.random() * reportEvery < 1) {
        reports++;
        await tellSomething({ ...options, by: pick(Math.random, options.reporters) });
      }
      // a fact can find its cap used up; then somebody else does something
      for (let tries = 0; tries < mostTries && !ended; tries++)
        if ((await state(options, somethingSecure(options.emails))) > 0) break;
    } catch (error) {
      options.log.debug('the demo could not state a fact', { error });
    }
    if (!ended) timer = setTimeout(() => void tick(), restMs);
  };
  timer = setTimeout(() => void tick(), restMs / 2);
  return () => {
    ended = true;
    if (timer !== null) clearTimeout(timer);
  };
}

/** @returns the points that it brought */
async function state(
  { url, serviceKey }: { url: string; serviceKey: string },
  fact: BehaviourInput,
): Promise<number> {
  const answer = await fetch(new URL('/api/behaviours', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
    body: JSON.stringify(fact),
    signal: AbortSignal.timeout(5_000),
  });
  const reply = (await answer.json()) as { points?: number };
  return reply.points ?? 0;
}

function somethingSecure(emails: readonly string[]): BehaviourInput {
  const today = new Date().toISOString().slice(0, 10);
  const { kind, object, about } = pick(Math.random, [
    { kind: 'training.completed', ...pick(Math.random, courses) },
    { kind: 'policy.attested', ...pick(Math.random, policies) },
    { kind: 'check.daily', object: `day/${today}`, about: undefined },
    { kind: 'check.daily', object: `day/${today}`, about: undefined },
    { kind: 'threat.reported', object: undefined, about: pick(Math.random, threats) },
    { kind: 'threat.reported', object: undefined, about: pick(Math.random, threats) },
    { kind: 'colleague.helped', object: undefined, about: pick(Math.random, helps) },
  ]);
  return {
    naturalKey: `live:${randomUUID()}`,
    member: { email: pick(Math.random, emails) },
    kind,
    occurredAt: new Date().toISOString(),
    ...(object === undefined ? {} : { object }),
    ...(about === undefined ? {} : { about }),
  };
}
