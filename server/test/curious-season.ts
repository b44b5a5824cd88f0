import type { BoardVisibility } from '@vigil/shared/people';
import fc from 'fast-check';
import { vi } from 'vitest';
import { LeaderboardsProjector } from '../src/features/leaderboards/leaderboards.projector.js';
import { StandingPace } from '../src/features/leaderboards/live-departments.js';
import { Clock } from '../src/platform/clock/clock.js';
import { type Award, awardAll, type BoardsApp, change, startBoardsApp } from './boards-app.js';
import { attacks, CuriousColleague } from './curious-colleague.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { factoriesOn } from './factories.js';
import { allCarried } from './settled.js';

/** What amounts follow from. */
export const seed = fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 31);
const dayMs = 86_400_000;
/** Wednesday of the week before the season's first whole week. */
const before = Date.parse('2026-09-30T10:00:00Z');
const weeks = 13;
export const ward = '5b0c8a1e-0000-4000-8000-000000000001';
const cast = {
  // the colleague's own department: everybody else of it can be seen, so whatever is left over is somebody's
  [ward]: ['Curious', 'Ann', 'Bob', 'Cid', 'Faye', 'Hal', 'Hux', 'Pat'],
  '5b0c8a1e-0000-4000-8000-000000000002': [
    'Yan',
    'Yon',
    'Hia',
    'Hib',
    'Hic',
    'Hid',
    'Hie',
    'Pla',
    'Plb',
    'Plc',
    'Pld',
    'Ple',
  ],
  '5b0c8a1e-0000-4000-8000-000000000003': ['Kim', 'Kay', 'Kid', 'Koa'],
} as const;
export type Name = (typeof cast)[keyof typeof cast][number];
/** What must not be known: in which of two worlds one is. They differ in nothing else. */
interface Secret {
  /** Who hides since ever and earns; the other one is named, and earns nothing. */
  readonly hides: Name;
  readonly other: Name;
  /** Who has the pseudonym; the other one is named, and earns nothing. They are not even of one department. */
  readonly veiled: Name;
  /** Two hidden people, and two with pseudonyms, each pair in the order of what they earn. */
  readonly hidden: readonly [Name, Name];
  readonly masked: readonly [Name, Name];
  /** Who clicked in the simulation: no quiet points. */
  readonly failed: readonly Name[];
}
export const one: Secret = {
  ...{ hides: 'Hal', other: 'Hux', veiled: 'Pat', failed: ['Faye', 'Bob'] },
  ...{ hidden: ['Hia', 'Hib'], masked: ['Pla', 'Plb'] },
};
export const another: Secret = {
  ...{ hides: 'Hux', other: 'Hal', veiled: 'Koa', failed: [] },
  ...{ hidden: ['Hib', 'Hia'], masked: ['Plb', 'Pla'] },
};

export interface World {
  readonly database: TestDatabase;
  readonly server: BoardsApp;
  readonly secret: Secret;
  readonly ids: ReadonlyMap<string, string>;
  readonly colleague: CuriousColleague;
}
const worlds: World[] = [];
let nowMs = before;
/** The clock of every world stands at the season's beginning. */
export function begin(): void {
  nowMs = before;
  vi.spyOn(Clock.prototype, 'nowMs').mockImplementation(() => nowMs);
  // every standing is compared, not one a minute
  vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
}

export async function end(): Promise<void> {
  vi.restoreAllMocks();
  for (const { colleague, server, database } of worlds.splice(0)) {
    colleague.leave();
    await server.app.close();
    await database.drop();
  }
}

/** A company with its secret, and the colleague in it. */
export async function found(secret: Secret): Promise<World> {
  const database = await createTestDatabase();
  const server = await startBoardsApp(database, null);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  const ids = new Map<string, string>();
  for (const [id, names] of Object.entries(cast)) {
    const made = await make.aDepartment(`Department ${id.slice(-1)}`);
    await server.sql.query(`UPDATE department SET id = $1 WHERE id = $2`, [id, made.id]);
    for (const lastName of names)
      ids.set(
        lastName,
        (
          await make.aMember({
            firstName: 'P',
            lastName,
            department: { id },
            since: new Date(before - 90 * dayMs),
          })
        ).id,
      );
  }
  const { cookie } = await make.aSession({ id: ids.get('Curious') ?? '' }, new Date(before));
  const world = { database, server, secret, ids, colleague: new CuriousColleague(server, cookie) };
  worlds.push(world);
  const hide: Name[] = [secret.hides, 'Hia', 'Hib', 'Hic', 'Hid', 'Hie', 'Kid'];
  for (const name of hide) await choose(world, name, 'hidden');
  for (const name of [secret.veiled, 'Pla', 'Plb', 'Plc', 'Pld', 'Ple'] as const)
    await choose(world, name, 'pseudonym');
  return world;
}

const choose = ({ server, ids }: World, name: Name, visibility: BoardVisibility) =>
  change(server, ids.get(name) ?? '', { visibility });

/** What happens in a week, the same in every world but for the secret. */
function happenings({ ids, secret }: World, week: number, half: number): (Award & { memberId: string })[] {
  const amount = (n: number): number => 5 + ((seed * 31 + week * 17 + half * 7 + n * 13) % 23);
  const earns: [Name, number][] = [
    ['Curious', amount(1)],
    ['Ann', amount(2) + 30],
    ['Bob', amount(3)],
    ...(half === 0 ? ([['Cid', amount(4)]] as [Name, number][]) : []),
    ['Faye', amount(5)],
    ['Yan', amount(6)],
    ['Kim', amount(7)],
    [secret.veiled, amount(8)],
    [secret.masked[0], amount(9)],
    [secret.masked[1], amount(10) + 20],
    ...(['Plc', 'Pld', 'Ple'] as const).map((name, i): [Name, number] => [name, amount(11 + i)]),
    [secret.hidden[0], amount(14)],
    [secret.hidden[1], amount(15) + 40],
    ...(['Hic', 'Hid', 'Hie'] as const).map((name, i): [Name, number] => [name, amount(16 + i)]),
    // nothing that follows may be seen: not how much, not that, not by whom
    [secret.hides, amount(19) + (secret === one ? 50 : 0)],
    ...(secret === one ? ([['Kid', amount(20)]] as [Name, number][]) : []),
  ];
  const points = earns.map(([name, points], i) => ({
    memberId: ids.get(name) ?? '',
    points,
    at: new Date(nowMs + i * 1_000),
  }));
  const passed = ['Faye', 'Bob', 'Cid'].filter(
    (name) => !(secret.failed as readonly string[]).includes(name),
  );
  return [
    ...points,
    ...passed.map((name) => ({
      memberId: ids.get(name) ?? '',
      points: 5,
      quiet: true,
      at: new Date(nowMs + 60_000),
    })),
  ];
}

/** Choices that everybody may see happen. */
async function choices(world: World, week: number): Promise<void> {
  if (week === 2) await choose(world, 'Ann', 'pseudonym');
  if (week === 4) await choose(world, 'Cid', 'hidden');
  if (week === 5) await choose(world, 'Ple', 'named');
  if (week === 6) await choose(world, 'Cid', 'named');
  if (week === 8) await choose(world, 'Ann', 'named');
}

async function settle({ server, colleague }: World): Promise<void> {
  await allCarried(server.sql);
  await colleague.look();
}

/** A season goes by in all worlds, step by step. */
export async function season(all: readonly World[], count = weeks): Promise<void> {
  const together = (work: (world: World) => Promise<void>) => Promise.all(all.map(work));
  for (let week = 0; week < count; week++)
    for (const half of [0, 1]) {
      nowMs = before + (week * 7 + half * 2 + 5) * dayMs;
      await together(async (world) => {
        const { server } = world;
        await server.sql.query(
          `UPDATE session SET started_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '30 days'`,
          [new Date(nowMs)],
        );
        await server.app.get(LeaderboardsProjector).rebuild();
        await awardAll(server, happenings(world, week, half));
        await settle(world);
        if (half === 1) await choices(world, week);
        if (half === 1) await settle(world);
      });
    }
}

/** Sights as the bytes that came. */
export const bytes = ({ colleague }: World) => colleague.sights.map((sight) => JSON.stringify(sight));
export const pseudonyms = async ({ server }: World): Promise<string[]> =>
  (
    await server.sql.query<{ pseudonym: string }>(
      `SELECT pseudonym FROM board_veil WHERE pseudonym IS NOT NULL`,
    )
  ).map((row) => row.pseudonym);
const unseen = ({ secret }: World): Name[] => [
  ...([secret.hides, secret.other, secret.veiled, 'Kid', 'Koa', 'Pat'] as const),
  ...(['Hia', 'Hib', 'Hic', 'Hid', 'Hie', 'Pla', 'Plb', 'Plc', 'Pld'] as const),
];
/** Names that came though they must not. */
export const named = (world: World): Name[] =>
  unseen(world).filter((name) => bytes(world).some((text) => text.includes(`P ${name}`)));
/** Every conclusion that an attack reaches. */
export const conclusions = ({ colleague: { sights } }: World): string[] =>
  Object.values(attacks).flatMap((attack) => attack(sights, ward));
