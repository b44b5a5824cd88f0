import type { Route, RouteResult } from '@vigil/shared/contract';
import { BehavioursService } from '../src/features/behaviours/behaviours.service.js';
import { internalSource } from '../src/features/behaviours/behaviours.types.js';
import { Database } from '../src/platform/db/database.js';
import type { TestApp } from './app.js';
import type { Actor, Heard } from './cast.js';

/** A reply as the contract says. */
export const read = <R extends Route>(route: R, heard: Heard): RouteResult<R> =>
  route.response.parse(JSON.parse(heard.text)) as RouteResult<R>;
/** The last word of a problem's type. */
export const problemOf = ({ text }: Heard): string =>
  (JSON.parse(text) as { type: string }).type.split(':').at(-1) ?? '';

let keys = 0;

/** States facts about somebody. @returns the numbers of the entries that they brought */
export async function earned(
  server: TestApp,
  person: Actor,
  kind: string,
  how: { object?: string; atMs?: number; times?: number } = {},
): Promise<string[]> {
  const { object = null, atMs = Date.now() - 60_000, times = 1 } = how;
  const facts = Array.from({ length: times }, () => ({
    sourceId: internalSource,
    naturalKey: `earned ${++keys}`,
    bodyHash: Buffer.from('x'),
    memberId: person.member.id,
    kind,
    object,
    about: null,
    occurredAtMs: atMs,
    workingMinutes: kind === 'simulation.reported' ? 5 : null,
    first: false,
  }));
  await server.app.get(BehavioursService).submit(facts);
  const rows = await server.app
    .get(Database)
    .query<{ id: string }>(
      `SELECT e.id FROM points_entry e JOIN behaviour b ON b.id = e.behaviour_id WHERE b.natural_key = ANY($1::text[]) ORDER BY e.id`,
      [facts.map((f) => f.naturalKey)],
    );
  return rows.map((row) => row.id);
}
