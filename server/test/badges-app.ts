import {
  type Badge,
  type BadgesRevision,
  listBadgeRevisions,
  listMyBadges,
  type MyBadge,
  publishBadges,
  readMyBadge,
  type Tier,
} from '@vigil/shared/badges';
import type { Role } from '@vigil/shared/contract';
import { BehavioursService } from '../src/features/behaviours/behaviours.service.js';
import { internalSource } from '../src/features/behaviours/behaviours.types.js';
import { CatchUp } from '../src/features/badges/catch-up.js';
import { Database } from '../src/platform/db/database.js';
import { startTestApp } from './app.js';
import { type Actor, anActor } from './cast.js';
import { earned, read } from './earned.js';
import { factoriesOn } from './factories.js';

/** A badge of the tests' own: for habits, early. */
export const habitBadge: Badge = {
  key: 'test-habits',
  emblem: 'shield',
  title: { en: 'Habits', de: 'Gewohnheiten' },
  text: { en: 'For good habits', de: 'Für gute Gewohnheiten' },
  criterion: { by: 'behaviours', kinds: ['habit.adopted'] },
  thresholds: { bronze: 1, silver: 2, gold: 4 },
  retired: false,
};

/** The whole server with the badges that it comes with, somebody who keeps them, and people who earn. */
export async function startBadgesApp() {
  const server = await startTestApp();
  const sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  const keeper = await anActor(server, 'security');
  let objects = 0;

  const newest = async (): Promise<BadgesRevision> => {
    const [first] = read(listBadgeRevisions, await keeper.ask(listBadgeRevisions)).items;
    if (first === undefined) throw new Error('there are no badges');
    return first;
  };
  return {
    ...{ server, sql, keeper, newest },
    anActor: (role: Role = 'employee') =>
      anActor(server, role, { since: new Date(Date.now() - 300 * 86_400_000) }),
    /** So many facts of a kind, each about something else. @returns the numbers of the entries */
    earn: async (person: Actor, kind: string, times = 1, atMs = Date.now() - 60_000): Promise<string[]> => {
      const entries: string[] = [];
      for (let i = 0; i < times; i++)
        entries.push(...(await earned(server, person, kind, { object: `object ${++objects}`, atMs })));
      return entries;
    },
    /** One batch of facts of a kind, about these things. */
    together: (person: Actor, kind: string, objects: readonly string[]) =>
      server.app.get(BehavioursService).submit(
        objects.map((object) => ({
          ...{ sourceId: internalSource, naturalKey: `together ${person.member.id} ${object}` },
          ...{
            bodyHash: Buffer.from('x'),
            memberId: person.member.id,
            kind,
            object,
            about: `About ${object}`,
          },
          ...{ occurredAtMs: Date.now() - 1_000, workingMinutes: null, first: false },
        })),
      ),
    badge: async (by: Actor, key: string): Promise<MyBadge | undefined> =>
      read(listMyBadges, await by.ask(listMyBadges)).items.find((one) => one.key === key),
    tiersOf: async (by: Actor, key: string): Promise<Tier[]> =>
      read(listMyBadges, await by.ask(listMyBadges))
        .items.filter((one) => one.key === key)
        .flatMap(({ held }) => held.map(({ tier }) => tier)),
    page: async (by: Actor, key: string) =>
      read(readMyBadge, await by.ask(readMyBadge, { params: { badgeKey: key } })),
    /** Publishes the badges with this one changed or added, and waits until everybody was looked up. */
    publish: async (badge: Badge, note = 'A test') => {
      const { badges, revision } = await newest();
      const draft = { badges: [...badges.filter(({ key }) => key !== badge.key), badge] };
      const heard = await keeper.ask(publishBadges, { body: { draft, baseRevision: revision, note } });
      await server.app.get(CatchUp).look();
      return heard;
    },
    stop: () => server.stop(),
  };
}
