import { isDeepStrictEqual } from 'node:util';
import type { Stated } from './history.js';
import { type Kind, kindNames, kinds } from './workload.js';

/** What the database holds about one natural key. */
export interface Kept {
  readonly naturalKey: string;
  readonly email: string;
  readonly kind: string;
  /** How many facts stand under the key. */
  readonly facts: number;
  /** What they were answered with, and what their entries bring. */
  readonly points: number;
  readonly entries: number;
}

/** What the database holds of one person. */
export interface Account {
  readonly email: string;
  readonly ledger: number;
  readonly balance: number;
}

const mostShown = 10;

/** Nothing acknowledged is lost, doubled or other than it was answered; nothing is there that nobody stated. */
export function checkFacts(stated: readonly Stated[], kept: readonly Kept[]): string[] {
  const byKey = new Map(kept.map((row) => [row.naturalKey, row]));
  const known = new Set(stated.map(({ fact }) => fact.naturalKey));
  return shown([
    ...stated.flatMap((one) => wrongAbout(one, byKey.get(one.fact.naturalKey))),
    ...kept
      .filter(({ naturalKey }) => !known.has(naturalKey))
      .map(({ naturalKey }) => `${naturalKey} is there, and nobody stated it`),
  ]);
}

function wrongAbout({ fact, answers }: Stated, row: Kept | undefined): string[] {
  const { naturalKey } = fact;
  const [first] = answers;
  if (first === undefined) return [`${naturalKey} was never answered`];
  if (row === undefined) return [`${naturalKey} was acknowledged, and is not there`];
  return [
    ...(row.facts === 1 ? [] : [`${naturalKey} is there ${row.facts} times`]),
    ...(row.email === fact.email && row.kind === fact.kind ? [] : [`${naturalKey} is there as another fact`]),
    ...(row.entries === first.points
      ? []
      : [`${naturalKey} was answered with ${first.points} points, and brought ${row.entries}`]),
    ...(answers.every(({ points }) => points === first.points)
      ? []
      : [`${naturalKey} was answered with ${answers.map((a) => a.points).join(', ')} points`]),
  ];
}

/** Everybody has exactly what their facts bring by the rules, in the ledger and as a balance. */
export function checkAccounts(stated: readonly Stated[], accounts: readonly Account[]): string[] {
  const due = sumsOf(stated);
  return shown(
    accounts.flatMap(({ email, ledger, balance }) => {
      const sum = due.get(email) ?? 0;
      return [
        ...(ledger === sum ? [] : [`${email} is due ${sum} points, and the ledger has ${ledger}`]),
        ...(balance === sum ? [] : [`${email} is due ${sum} points, and the balance is ${balance}`]),
      ];
    }),
  );
}

/**
 * What everybody is due, by the rules as `workload.ts` has them: order and repeats make no difference. All facts are of
 * one day.
 */
export function sumsOf(stated: readonly Stated[]): Map<string, number> {
  const acknowledged = stated.filter(({ answers }) => answers.length > 0).map(({ fact }) => fact);
  const byPerson = grouped(acknowledged, ({ email }) => email);
  const sums = [...byPerson].map(([email, facts]): [string, number] => [
    email,
    kindNames.map((kind) => dueFor(kind, facts)).reduce((a, b) => a + b, 0),
  ]);
  return new Map(sums);
}

function dueFor(
  kind: Kind,
  facts: readonly { kind: Kind; naturalKey: string; object: string | null }[],
): number {
  const { base, perObject, perDay } = kinds[kind];
  const counted = facts.filter((fact) => fact.kind === kind);
  const distinct = new Set(counted.map((fact) => (perObject ? fact.object : fact.naturalKey)));
  return Math.min(base * distinct.size, perDay);
}

/** A board as somebody sees it. */
export interface Seen {
  readonly by: string;
  readonly boardId: string;
  readonly version: number;
  readonly rows: readonly unknown[];
}

/** Whoever looks at a board sees the same, and the same version of it. */
export function checkScreens(seen: readonly Seen[]): string[] {
  return shown(
    [...grouped(seen, ({ boardId }) => boardId)].flatMap(([boardId, views]) => {
      const [first, ...others] = views;
      if (first === undefined) return [];
      return others
        .filter((view) => view.version !== first.version || !isDeepStrictEqual(view.rows, first.rows))
        .map(
          (view) =>
            `${boardId}: ${view.by} shows version ${view.version}, and not as ${first.by} does (${first.version})`,
        );
    }),
  );
}

/** What a board shows of people is the top of what people are due, best first. @param due points by name */
export function checkBoard(
  due: ReadonlyMap<string, number>,
  rows: readonly { readonly name: string; readonly points: number }[],
): string[] {
  const best = [...due.values()].filter((points) => points > 0).sort((a, b) => b - a);
  return shown([
    ...rows.flatMap(({ name, points }, i) => [
      ...(due.get(name) === points
        ? []
        : [`${name} is due ${due.get(name) ?? 0} points, and the board shows ${points}`]),
      ...(best[i] === points
        ? []
        : [`place ${i + 1} on the board has ${points} points, and should have ${best[i] ?? 0}`]),
    ]),
    ...(rows.length > 0 || best.length === 0 ? [] : ['the board is empty']),
  ]);
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return groups;
}

function shown(found: readonly string[]): string[] {
  return found.length <= mostShown
    ? [...found]
    : [...found.slice(0, mostShown), `… and ${found.length - mostShown} more`];
}
