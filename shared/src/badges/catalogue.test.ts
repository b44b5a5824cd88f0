import { expect, it } from 'vitest';
import { type Badge, badgeDraft, defaultBadges } from './index.js';

const [first] = defaultBadges;
const withFirst = (more: Partial<Badge>) => badgeDraft.safeParse({ badges: [{ ...first, ...more }] });

it.each<[string, Partial<Badge>, string]>([
  [
    'a tier that takes no more than the one below',
    { thresholds: { bronze: 2, silver: 2, gold: 3 } },
    'thresholds',
  ],
  ['what no board counts', { criterion: { by: 'behaviours', kinds: ['simulation.passed'] } }, 'kinds'],
  ['a right answer, which is quiet', { criterion: { by: 'behaviours', kinds: ['check.correct'] } }, 'kinds'],
  ['the address of a screen', { key: 'manage' }, 'key'],
  ['a key with a slash', { key: 'a/b' }, 'key'],
  ['no kind at all', { criterion: { by: 'behaviours', kinds: [] } }, 'kinds'],
])('%s is refused', (_, more, where) => {
  const issues = withFirst(more).error?.issues ?? [];
  expect(issues.some(({ path }) => path.includes(where))).toBe(true);
});

it('a key stands once', () => {
  expect(badgeDraft.safeParse({ badges: [first, first] }).success).toBe(false);
  expect(badgeDraft.safeParse({ badges: defaultBadges }).success).toBe(true);
});
