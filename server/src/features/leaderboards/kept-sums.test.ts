import type { Period } from '@vigil/shared/calendar';
import { beforeEach, expect, it } from 'vitest';
import type { HeardFact } from '../../platform/outbox/outbox.js';
import { KeptSums } from './kept-sums.js';
import type { LateEntry, PresentRow, WholeRow } from './member-rows.store.js';

const periods: Period[] = [
  { unit: 'week', key: '2026-W48' },
  { unit: 'all', key: 'all' },
];
const ann: PresentRow = {
  ...{ id: 'ann', departmentId: 'law', eligible: true, name: 'Ann', visibility: 'named', worn: null },
  ...{ wornFromMs: null, leaving: false, formerDepartments: null, veils: false },
};
const whole: WholeRow = {
  ...ann,
  ...{ entriesOf: 'law', earnedAs: null, veiledWeek: null, last: 10, p0: 5, r0: 1_000, p1: 50, r1: 1_000 },
};
const word = (row: number, since: number | null): HeardFact => ({
  ...{ topic: 'points.changed', subject: 'ann', row, since },
});
const entry = (id: number, given: Partial<LateEntry> = {}): LateEntry => ({
  ...{ id, memberId: 'ann', departmentId: 'law', points: 3, quiet: false, reverses: false, atMs: 2_000 },
  ...{ week: '2026-W48', month: '2026-11', season: '2026-Q4' },
  ...given,
});
const words = (one: HeardFact): Map<string, HeardFact> => new Map([['ann', one]]);

let kept: KeptSums;
beforeEach(() => {
  kept = new KeptSums(periods);
  kept.keep([whole], words(word(7, null)));
});
const sums = async (): Promise<object[]> =>
  (await kept.rows([ann])).map(({ entriesOf, sums: { p0, r0, p1, r1 } }) => ({ entriesOf, p0, r0, p1, r1 }));

it('goes on with what is new, once', async () => {
  expect(kept.known([word(8, 10)])).toEqual({ ids: ['ann'], since: 10 });
  const news = [
    ...[entry(10), entry(11), entry(12, { week: '2026-W49', atMs: 1_500 })],
    ...[entry(13, { quiet: true }), entry(14, { departmentId: 'sales' })],
  ];
  for (let again = 0; again < 2; again++) expect(await kept.add(news, [ann], words(word(8, 10)))).toEqual([]);
  expect(await sums()).toEqual([
    { entriesOf: 'law', p0: 8, r0: 2_000, p1: 56, r1: 2_000 },
    { entriesOf: 'sales', p0: 3, r0: 2_000, p1: 3, r1: 2_000 },
  ]);
});

it('knows nothing of whom nothing was read, who was ever veiled, and of whom it is not said since when', () => {
  expect(kept.known([{ ...word(8, 10), subject: 'ben' }]).ids).toEqual([]);
  expect(kept.known([word(8, null)]).ids).toEqual([]);
  // it has forgotten by then
  expect(kept.known([word(9, 10)]).ids).toEqual([]);
  kept.keep([{ ...whole, veils: true }], words(word(9, 10)));
  expect(kept.known([word(10, 10)]).ids).toEqual([]);
});

it('reads whoever has something taken back, or took a veil, as a whole', async () => {
  expect(await kept.add([entry(11, { reverses: true, points: -3 })], [ann], words(word(8, 10)))).toEqual([
    'ann',
  ]);
  expect(await kept.add([], [{ ...ann, veils: true }], words(word(9, 10)))).toEqual(['ann']);
});

it('recognises word that comes behind later word: what it is about may have been passed over', async () => {
  kept.known([word(9, 12)]);
  // number 11 was written before 13, but its word was put off
  await kept.add([entry(13)], [ann], words(word(9, 12)));
  expect(kept.known([word(8, 10)]).ids).toEqual([]);
});

it('begins with the first entry of somebody who had none', async () => {
  kept.keep([{ ...whole, entriesOf: null, last: null, p0: null, r0: null, p1: null, r1: null }], new Map());
  await kept.add([entry(3)], [ann], words(word(8, 0)));
  expect(await sums()).toEqual([{ entriesOf: 'law', p0: 3, r0: 2_000, p1: 3, r1: 2_000 }]);
});
