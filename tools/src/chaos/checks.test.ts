import { describe, expect, it } from 'vitest';
import {
  type Account,
  checkAccounts,
  checkBoard,
  checkFacts,
  checkScreens,
  type Kept,
  sumsOf,
} from './checks.js';
import type { Stated } from './history.js';
import type { Fact, Kind } from './workload.js';

const ann = 'ann@chaos.example';
const bob = 'bob@chaos.example';
const stated = (
  naturalKey: string,
  email: string,
  kind: Kind,
  points: number,
  object: string | null = naturalKey,
): Stated => {
  const fact: Fact = { naturalKey, email, kind, object };
  return { fact, answers: [{ points }] };
};
/** Four reports of which three count, a thing that came up twice, a repeat: what a run looks like in small. */
const history = (): Stated[] => [
  stated('a', ann, 'habit.adopted', 25),
  stated('b', ann, 'habit.adopted', 0, 'a'),
  ...['c', 'd', 'e', 'f'].map((key, i) => stated(key, bob, 'threat.reported', i < 3 ? 5 : 0, null)),
  {
    fact: { naturalKey: 'g', email: bob, kind: 'colleague.helped', object: null },
    answers: [{ points: 10 }, { points: 10 }],
  },
];
const database = (of: readonly Stated[]): Kept[] =>
  of.map(({ fact: { naturalKey, email, kind }, answers }) => {
    const points = answers[0]?.points ?? 0;
    return { naturalKey, email, kind, facts: 1, points, entries: points };
  });
const accounts = (): Account[] => [
  { email: ann, ledger: 25, balance: 25 },
  { email: bob, ledger: 25, balance: 25 },
];

it('is content with a run in which everything holds', () => {
  expect(checkFacts(history(), database(history()))).toEqual([]);
  expect(checkAccounts(history(), accounts())).toEqual([]);
});

it('knows what people are due whatever order their facts came in', () => {
  const due = [
    [ann, 25],
    [bob, 25],
  ];
  expect([...sumsOf(history())]).toEqual(due);
  expect([...sumsOf(history().reverse())].reverse()).toEqual(due);
});

describe('a bug that is planted is found', () => {
  const planted = (change: (kept: Kept[]) => Kept[]): string[] =>
    checkFacts(history(), change(database(history())));
  const other = (key: string, change: Partial<Kept>): string[] =>
    planted((kept) => kept.map((row) => (row.naturalKey === key ? { ...row, ...change } : row)));

  it('an acknowledged fact that is not there', () => {
    expect(planted((kept) => kept.filter(({ naturalKey }) => naturalKey !== 'd'))).toEqual([
      'd was acknowledged, and is not there',
    ]);
  });

  it('one that is there twice, or brought its points twice', () => {
    expect(other('a', { facts: 2, entries: 50 })).toEqual([
      'a is there 2 times',
      'a was answered with 25 points, and brought 50',
    ]);
  });

  it('a fact that nobody stated', () => {
    expect(planted((kept) => [...kept, { ...(kept[0] ?? expect.fail()), naturalKey: 'z' }])).toEqual([
      'z is there, and nobody stated it',
    ]);
  });

  it('a fact that came to belong to somebody else', () => {
    expect(other('c', { email: ann })).toEqual(['c is there as another fact']);
  });

  it('a ledger that brings less than was answered', () => {
    expect(other('c', { entries: 4 })).toEqual(['c was answered with 5 points, and brought 4']);
  });

  it('a repeat that was answered with something else', () => {
    const facts = history();
    facts.at(-1)?.answers.push({ points: 0 });
    expect(checkFacts(facts, database(facts))).toEqual(['g was answered with 10, 10, 0 points']);
  });

  it('a fact without an answer, once everything was answered', () => {
    const facts = [...history(), { fact: { ...stated('h', ann, 'threat.reported', 5).fact }, answers: [] }];
    expect(checkFacts(facts, database(facts))).toEqual(['h was never answered']);
  });

  it('a balance that is off by one, and a ledger that is', () => {
    const [first, second] = accounts();
    expect(
      checkAccounts(history(), [{ ...(first ?? expect.fail()), balance: 26 }, second ?? expect.fail()]),
    ).toEqual([`${ann} is due 25 points, and the balance is 26`]);
    expect(
      checkAccounts(history(), [first ?? expect.fail(), { ...(second ?? expect.fail()), ledger: 24 }]),
    ).toEqual([`${bob} is due 25 points, and the ledger has 24`]);
  });

  it('a cap that gave more than it may, although every answer has its entry', () => {
    const facts = history().map((one) =>
      one.fact.naturalKey === 'f' ? { ...one, answers: [{ points: 5 }] } : one,
    );
    expect(checkFacts(facts, database(facts))).toEqual([]);
    expect(checkAccounts(facts, [{ email: bob, ledger: 30, balance: 30 }])).toEqual([
      `${bob} is due 25 points, and the ledger has 30`,
      `${bob} is due 25 points, and the balance is 30`,
    ]);
  });

  it('a screen that missed a frame', () => {
    const board = { boardId: 'people.company.all.all', version: 7, rows: [{ name: 'Ann', points: 25 }] };
    const server = { by: 'app-1', ...board };
    expect(checkScreens([server, { ...server, by: 'app-2' }, { ...server, by: 'screen 1' }])).toEqual([]);
    expect(checkScreens([server, { ...server, by: 'screen 1', version: 6 }])).toEqual([
      'people.company.all.all: screen 1 shows version 6, and not as app-1 does (7)',
    ]);
    // the same version, made of other parts
    expect(
      checkScreens([server, { ...server, by: 'screen 1', rows: [{ name: 'Ann', points: 20 }] }]),
    ).toEqual(['people.company.all.all: screen 1 shows version 7, and not as app-1 does (7)']);
  });

  it('a board that is not the top of what people are due', () => {
    const due = new Map([
      ['Ann', 40],
      ['Bob', 25],
    ]);
    const rows = [
      { name: 'Ann', points: 40 },
      { name: 'Bob', points: 25 },
    ];
    expect(checkBoard(due, rows)).toEqual([]);
    expect(checkBoard(due, rows.slice(0, 1))).toEqual([]);
    expect(checkBoard(due, [])).toEqual(['the board is empty']);
    expect(checkBoard(due, rows.slice(1))).toEqual([
      'place 1 on the board has 25 points, and should have 40',
    ]);
    expect(checkBoard(due, [{ name: 'Ann', points: 39 }])).toEqual([
      'Ann is due 40 points, and the board shows 39',
      'place 1 on the board has 39 points, and should have 40',
    ]);
  });
});
