import { listPeriods, type PersonRow, readBoard, readMyPlace, readSkyline } from '@vigil/shared/leaderboards';
import { LedgerBoards } from '../src/features/leaderboards/ledger-boards.js';
import type { BoardsApp, Watcher } from './boards-app.js';

const units = ['week', 'month', 'season', 'all'] as const;
const subjects = ['people', 'my-department', 'departments'] as const;
/** Well below what a connection may ask at once, with a look to come. */
const mostAsked = 16;
type Board = Awaited<ReturnType<typeof page>>;

/** Everything that one colleague could see at one step: what was sent, and every page. */
export interface Sight {
  readonly frames: readonly { readonly event: string; readonly message: unknown }[];
  readonly boards: readonly Board[];
  readonly others: unknown;
}

async function page(
  server: BoardsApp,
  cookie: string,
  query: { subject: (typeof subjects)[number]; unit: (typeof units)[number]; period?: string },
) {
  const { window, period } = await server.call(readBoard, cookie, { query });
  const mine =
    query.subject === 'departments'
      ? null
      : await server.call(readMyPlace, cookie, { params: { boardId: window.boardId } });
  return { ...query, period, window, mine };
}

/** A colleague with a signed-in browser who watches every board, opens every page, and forgets nothing. */
export class CuriousColleague {
  readonly sights: Sight[] = [];
  private watcher: Watcher;
  private watched: readonly string[] = [];
  private seen = 0;
  private asked = 0;

  constructor(
    private readonly server: BoardsApp,
    private readonly cookie: string,
  ) {
    this.watcher = server.watcher(cookie);
  }

  /** Looks at everything, and watches boards that are new. */
  async look(): Promise<void> {
    // what was computed for an earlier look may be a second old
    this.server.app.get(LedgerBoards).forget();
    const boards: Board[] = [];
    const others: unknown[] = [await this.server.call(readSkyline, this.cookie, {})];
    for (const unit of units) {
      const { items } = await this.server.call(listPeriods, this.cookie, { query: { unit } });
      others.push(items);
      const past = items.at(1);
      for (const subject of subjects) {
        boards.push(await page(this.server, this.cookie, { subject, unit }));
        if (past !== undefined)
          boards.push(await page(this.server, this.cookie, { subject, unit, period: past.key }));
      }
    }
    await this.watch(boards.filter(({ period }) => period.current).map(({ window }) => window.boardId));
    const frames = this.watcher.frames.slice(this.seen);
    this.seen = this.watcher.frames.length;
    this.sights.push({ frames, boards, others });
  }

  private async watch(boardIds: readonly string[]): Promise<void> {
    if (this.asked > mostAsked) this.comeBack();
    for (const boardId of this.watched)
      if (!boardIds.includes(boardId)) await this.ask('board:unwatch', boardId);
    for (const boardId of boardIds)
      if (!this.watched.includes(boardId)) await this.ask('board:watch', boardId);
    this.watched = boardIds;
    // an answer comes behind everything that was sent before it
    await this.ask('board:watch', boardIds[0] ?? '');
  }

  /** A page that is loaded anew: the server closes a connection that asks for a season's worth within seconds. */
  private comeBack(): void {
    const { frames } = this.watcher;
    this.watcher.socket.disconnect();
    this.watcher = this.server.watcher(this.cookie);
    this.watcher.frames.push(...frames);
    this.watched = [];
    this.asked = 0;
  }

  private async ask(event: 'board:watch' | 'board:unwatch', boardId: string): Promise<void> {
    this.asked++;
    await this.watcher.socket.emitWithAck(event, { boardId });
  }

  leave(): void {
    this.watcher.socket.disconnect();
  }
}

/**
 * What was seen, in words that are the same in two worlds that only differ in what must not be known: times, versions and
 * random ids become numbers in the order in which they first came. Versions that are merely repeated are left out.
 */
export function transcript(sights: readonly Sight[], pseudonyms: readonly string[]): string[] {
  const names = new Map<string, string>();
  const plain = (kind: string, text: string): string => {
    const known = names.get(`${kind} ${text}`) ?? `${kind} ${names.size}`;
    names.set(`${kind} ${text}`, known);
    return known;
  };
  const told = (key: string, value: unknown): unknown => {
    if (['asOf', 'version', 'from'].includes(key)) return undefined;
    if (typeof value !== 'string') return value;
    if (pseudonyms.includes(value)) return plain('pseudonym', value);
    return /^[\w-]{22}$/.test(value) ? plain('row', value) : value;
  };
  return sights.map(({ frames, boards, others }, i) => {
    const sent = frames.filter(({ event }) => event !== 'board:version');
    // boards are published side by side, so their messages come in any order; pages name the rows first
    const pages = JSON.stringify({ boards, others }, told);
    return `${i} ${pages} ${sent
      .map((frame) => JSON.stringify(frame, told))
      .sort()
      .join('\n')}`;
  });
}

/** Attempts at finding out; each finding is a conclusion that no colleague may draw. */
export const attacks = {
  /** My department's figure less what I see of its people. */
  'takes the rows off the sum': (sights: readonly Sight[], departmentId: string): string[] =>
    sights.flatMap(({ boards }) =>
      boards.flatMap(({ subject, unit, period, window }) => {
        if (subject !== 'departments') return [];
        const figure = window.rows.find((row) => row.rowId === departmentId);
        const people = boards.find(
          (one) => one.subject === 'my-department' && one.unit === unit && one.period.key === period.key,
        );
        if (figure?.of !== 'department' || figure.average === null || people === undefined) return [];
        const eligible = figure.people ?? 0;
        const open = people.window.rows.reduce((sum, row) => sum + (row.of === 'person' ? row.points : 0), 0);
        const left = figure.average * eligible - open;
        const active = Math.round((figure.participation ?? 0) * eligible) - people.window.rows.length;
        const found = Math.abs(left) > eligible * 0.05 + 1e-6 || active > 0;
        return found ? [`${unit} ${period.key}: ${active} people without a row have ${left.toFixed(1)}`] : [];
      }),
    ),
  /** One row id under two names. */
  'follows row ids': (sights: readonly Sight[]): string[] => {
    const names = new Map<string, Set<string>>();
    for (const { rowId, name } of sights.flatMap(rowsOf))
      names.set(rowId, (names.get(rowId) ?? new Set()).add(name));
    return [...names.values()].filter((all) => all.size > 1).map((all) => [...all].join(' is '));
  },
  /** Two names that gain the same at the same time, more than once, each on a board where the other has no row. */
  'matches moves': (sights: readonly Sight[]): string[] => {
    const times = new Map<string, number>();
    for (const [i, sight] of sights.entries()) {
      const gains = gainsBetween(sights[i - 1], sight);
      for (const [one, ones] of gains)
        for (const [other, others] of gains) {
          const alike = [...ones].some(
            ([unit, by]) =>
              !others.has(unit) &&
              [...others].some(([elsewhere, gain]) => gain === by && !ones.has(elsewhere)),
          );
          const pair = `${one} is ${other}`;
          if (one < other && alike) times.set(pair, (times.get(pair) ?? 0) + 1);
        }
    }
    return [...times].filter(([, n]) => n > 1).map(([pair]) => pair);
  },
  /** A name that comes back with what a pseudonym that has gone had, too much for chance, beside what it earned this week. */
  'matches sums': (sights: readonly Sight[]): string[] => {
    const last = new Map<string, number>();
    let shown = new Set<string>();
    const found: string[] = [];
    const pseudonyms = new Set(sights.flatMap(rowsOf).flatMap((row) => (row.pseudonym ? row.name : [])));
    for (const sight of sights) {
      const on = (unit: string) => runningPeople(sight, unit).map((row) => [row.name, row] as const);
      const thisWeek = new Map(on('week'));
      const now = new Map(on('all'));
      for (const [name, { points, pseudonym }] of now) {
        const jump = points - (last.get(name) ?? points) - (thisWeek.get(name)?.points ?? 0);
        if (shown.has(name) || pseudonym) continue;
        for (const [gone, had] of last)
          if (!now.has(gone) && pseudonyms.has(gone) && had >= 100 && jump === had)
            found.push(`${name} is ${gone}`);
      }
      for (const [name, { points }] of now) last.set(name, points);
      shown = new Set(now.keys());
    }
    return found;
  },
} as const;

function runningPeople({ boards }: Sight, unit: string): PersonRow[] {
  const board = boards.find((one) => one.subject === 'people' && one.unit === unit && one.period.current);
  return (board?.window.rows ?? []).filter((row): row is PersonRow => row.of === 'person');
}

function rowsOf({ boards }: Sight): PersonRow[] {
  return boards.flatMap(({ window, mine }) => [
    ...window.rows.filter((row): row is PersonRow => row.of === 'person'),
    ...(mine?.place?.neighbourhood ?? []),
  ]);
}

/** What each name gained on the company's running boards, by unit; 0 where it has a row that stood still. */
function gainsBetween(before: Sight | undefined, after: Sight): Map<string, Map<string, number>> {
  const gains = new Map<string, Map<string, number>>();
  const running = (sight: Sight | undefined) =>
    (sight?.boards ?? []).filter(({ subject, period }) => subject === 'people' && period.current);
  for (const { unit, window } of running(after)) {
    const old = running(before).find((one) => one.window.boardId === window.boardId);
    const had = new Map(old?.window.rows.map((row) => [row.rowId, row.of === 'person' ? row.points : 0]));
    for (const row of window.rows)
      if (row.of === 'person') {
        const own = gains.get(row.name) ?? new Map<string, number>();
        gains.set(row.name, own.set(unit, row.points - (had.get(row.rowId) ?? 0)));
      }
  }
  for (const own of gains.values())
    if ([...own.values()].every((by) => by <= 0)) for (const unit of [...own.keys()]) own.set(unit, NaN);
  return gains;
}
