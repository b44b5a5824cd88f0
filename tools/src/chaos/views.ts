import { readBoard } from '@vigil/shared/leaderboards';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.js';
import { checkBoard, checkScreens, type Seen, sumsOf } from './checks.js';
import type { Company } from './company.js';
import type { History } from './history.js';
import type { Screen, Shown } from './screen.js';

/** The board whose rows the facts alone decide. */
export const everybody: Shown = { subject: 'people', unit: 'all' };
/** What is looked at, on screens and by HTTP. */
export const looks: readonly Shown[] = [
  everybody,
  { subject: 'people', unit: 'week' },
  { subject: 'departments', unit: 'week' },
];
const agreeWithinMs = 30_000;

/** Who looks at what. */
export interface Views {
  readonly cluster: Cluster;
  readonly company: Company;
  readonly screens: readonly Screen[];
}

/** Waits until every screen shows what every server answers. @returns what differs after half a minute */
export async function untilScreensAgree(views: Views): Promise<string[]> {
  const untilMs = performance.now() + agreeWithinMs;
  for (;;) {
    const found = checkScreens([...(await onServers(views)), ...onScreens(views)]);
    if (found.length === 0 || performance.now() > untilMs) return found;
    await pause(250);
  }
}

/** The board of all time is what the facts bring, by whichever server it is read. */
export async function boardsUnlikeFacts(views: Views, history: History): Promise<string[]> {
  const { people } = views.company;
  const due = new Map(
    [...sumsOf(history.facts)].map(([email, points]) => [people.get(email) ?? email, points]),
  );
  const seen = await onServers({ ...views, looks: [everybody] });
  return seen.flatMap(({ by, rows }) =>
    checkBoard(due, rows as { name: string; points: number }[]).map((line) => `${by}: ${line}`),
  );
}

function onScreens({ screens }: Views): Seen[] {
  return screens.map(({ name, window, shown }) => ({
    by: name,
    boardId: window?.boardId ?? `${shown.subject} ${shown.unit}`,
    version: window?.version ?? 0,
    rows: window?.rows ?? [],
  }));
}

async function onServers(of: Views & { readonly looks?: readonly Shown[] }): Promise<Seen[]> {
  const [visitor] = of.company.watchers;
  const asked = of.cluster.servers.flatMap((server) =>
    (of.looks ?? looks).map(async (query): Promise<Seen[]> => {
      const board = await visitor?.call(readBoard, { query }, server.url);
      return board === undefined ? [] : [{ by: server.name, ...board.window }];
    }),
  );
  return (await Promise.all(asked)).flat();
}
