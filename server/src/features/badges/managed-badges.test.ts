import { badgePreview, listBadgeRevisions, previewBadge, publishBadges } from '@vigil/shared/badges';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { habitBadge, startBadgesApp } from '../../../test/badges-app.js';
import { problemOf, read } from '../../../test/earned.js';

let t: Awaited<ReturnType<typeof startBadgesApp>>;
beforeAll(async () => (t = await startBadgesApp()));
afterAll(() => t.stop());

const preview = async (more: object = {}) =>
  badgePreview.parse(
    JSON.parse((await t.keeper.ask(previewBadge, { body: { badge: { ...habitBadge, ...more } } })).text),
  );

it('publishes once from one base, and never leaves a badge out', async () => {
  const { badges, revision } = await t.newest();
  const draft = { badges: [...badges, habitBadge] };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      t.keeper.ask(publishBadges, { body: { draft, baseRevision: revision, note: 'Ours' } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 201).map(problemOf))).toEqual(
    new Set(['badges-conflict']),
  );
  const now = await t.newest();
  expect(now).toMatchObject({ revision: revision + 1, note: 'Ours', changed: [habitBadge.key] });
  const again = (what: object) =>
    t.keeper.ask(publishBadges, { body: { ...what, baseRevision: now.revision, note: 'x' } });
  expect(problemOf(await again({ draft: { badges: now.badges } }))).toBe('badges-unchanged');
  const without = now.badges
    .filter(({ key }) => key !== 'scholar')
    .map((one) => ({ ...one, emblem: 'bell' }));
  expect(problemOf(await again({ draft: { badges: without } }))).toBe('badge-missing');
  const wrong = { ...habitBadge, thresholds: { bronze: 3, silver: 3, gold: 4 } };
  expect((await again({ draft: { badges: [...badges, wrong] } })).status).toBe(422);
});

it('shows revisions newest first, page by page', async () => {
  await t.publish({ ...habitBadge, emblem: 'bell' });
  const first = read(listBadgeRevisions, await t.keeper.ask(listBadgeRevisions, { query: '?limit=1' }));
  expect(first.items.map(({ changed }) => changed)).toEqual([[habitBadge.key]]);
  const next = read(
    listBadgeRevisions,
    await t.keeper.ask(listBadgeRevisions, { query: `?cursor=${first.nextCursor ?? ''}` }),
  );
  expect(next.items.at(-1)).toMatchObject({ revision: 1, publishedBy: null });
  expect(next.nextCursor).toBeNull();
});

it('looks ahead in steps of five and none below, and names nobody', async () => {
  const people = await Promise.all(Array.from({ length: 7 }, () => t.anActor()));
  for (const person of people) await t.earn(person, 'habit.adopted');
  for (const person of people.slice(0, 4)) await t.earn(person, 'habit.adopted');
  const looked = await preview();
  expect(looked.tiers.map((one) => one.people)).toEqual([5, null, null]);
  // one more makes no difference that anybody could see
  await t.earn(await t.anActor(), 'habit.adopted');
  expect((await preview()).tiers[0]?.people).toBe(5);
  expect(JSON.stringify(looked)).not.toMatch(/name|email|@/);
  // streaks and registered figures are folded person by person
  expect((await preview({ criterion: { by: 'streak', unit: 'days' } })).tiers[0]?.people).toBe(5);
  expect((await preview({ criterion: { by: 'challenges', how: 'joined' } })).tiers[0]?.people).toBeNull();
  expect((await preview({ criterion: { by: 'points' } })).tiers[0]?.people).toBe(5);
});
