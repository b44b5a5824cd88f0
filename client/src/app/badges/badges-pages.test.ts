import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as badges from '@vigil/shared/badges';
import { readRuleset } from '@vigil/shared/points';
import BadgesPage from '../../features/badges/BadgesPage.vue';
import ProofPage from '../../features/badges/ProofPage.vue';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import BadgePage from './BadgePage.vue';
import ManageBadgesPage from './ManageBadgesPage.vue';

const at = '2026-11-24T10:00:00Z';
const proofId = '00000000-0000-4000-8000-000000000001';
const first = badges.defaultBadges.find(({ key }) => key === 'key-keeper');
if (first === undefined) throw new Error('the badge is gone');
const { retired: _, ...keeper } = { ...first };
const mine = (value: number, held: readonly badges.Tier[], grantedAt = at) => ({
  ...{ ...keeper, retired: false, value },
  held: held.map((tier) => ({ tier, grantedAt })),
});
const level = { level: 6, points: 788, from: 750, next: 1050 };
const gone = { type: 'urn:vigil:problem:not-found', title: 'x', status: 404, requestId: 'r' };

let server: FakeServer;
let open: OpenScreen | undefined;
beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(badges.listMyBadges, { level, items: [mine(1, ['bronze'])] });
  server.answer(readRuleset, { revision: 1, effectiveFrom: at, rules: [], kinds: [] });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('my badges', () => {
  it('show the level and the way to the next tier, and follow what I earn', async () => {
    vi.useFakeTimers();
    open = await openScreen(BadgesPage, '/badges', server);
    expect(open.words()).toContain('262 points to level 7.');
    expect(open.words()).toContain('1 of 3 for Silver');
    server.answer(badges.listMyBadges, { level, items: [mine(6, ['bronze', 'silver', 'gold'])] });
    server.tell('me:changed', { what: 'badge' });
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    await flushPromises();
    expect(open.words()).toContain('All three tiers are yours.');
  });

  it('say what went wrong where nothing answers', async () => {
    server.answer(badges.listMyBadges, { ...gone, type: 'urn:vigil:problem:unavailable', status: 503 }, 503);
    open = await openScreen(BadgesPage, '/badges', server);
    expect(open.words()).toContain('Try again');
  });
});

describe('a badge', () => {
  const page = (share: unknown) => ({
    badge: mine(1, ['bronze']),
    share,
    history: [
      {
        ...{ tier: 'bronze', grantedAt: at, value: 1, withdrawnAt: null },
        because: { kind: 'habit.adopted', about: 'Second factor switched on', occurredAt: at },
      },
    ],
  });
  const openPage = async () =>
    (open = await openScreen(
      { components: { BadgePage }, template: '<BadgePage badge-key="key-keeper" />' },
      '/badges/key-keeper',
      server,
    ));

  it('tells why it came, and is shown to others only once that is switched on', async () => {
    server.answer(badges.readMyBadge, page(null));
    const screen = await openPage();
    expect(screen.words()).toContain('You took up a safe habit: Second factor switched on');
    expect(screen.offers('See what others see')).toBe(false);
    server.answer(badges.shareMyBadge, { proofId, withName: false });
    server.answer(badges.readMyBadge, page({ proofId, withName: false }));
    await screen.press('Switch the address on');
    expect(server.sent('/share')).toEqual([{ withName: false }]);
    expect(screen.offers('See what others see')).toBe(true);
    expect(screen.offers('Switch it off')).toBe(true);
  });
});

describe('an address at which a badge is checked', () => {
  const openPage = async () =>
    (open = await openScreen(
      { components: { ProofPage }, template: `<ProofPage proof-id="${proofId}" />` },
      `/badges/verify/${proofId}`,
      server,
    ));

  it('names nobody unless they want it, and knows nothing of what is off', async () => {
    const { title, text, emblem } = keeper;
    const proof = { organisation: 'Northwind', title, text, emblem, tier: 'gold', grantedOn: '2026-11-24' };
    server.answer(badges.readBadgeProof, { ...proof, name: null });
    expect((await openPage()).words()).toContain('Somebody at Northwind has had this badge since');
    open?.screen.unmount();
    server.answer(badges.readBadgeProof, gone, 404);
    expect((await openPage()).words()).toContain('There is no badge at this address');
  });
});

describe('the editor of badges', () => {
  const revision = {
    ...{ revision: 1, publishedAt: at, publishedBy: null, note: null, changed: [], caughtUp: true },
    badges: [{ ...keeper, retired: false }],
  };

  it('shows few as few, and publishes the whole with what was changed', async () => {
    server.answer(badges.listBadgeRevisions, { items: [revision], nextCursor: null });
    server.answer(badges.listSigningKeys, { items: [] });
    server.answer(badges.previewBadge, {
      people: 80,
      tiers: badges.tiers.map((tier, i) => ({ tier, people: i === 0 ? 15 : null })),
    });
    open = await openScreen(ManageBadgesPage, '/badges/manage?badge=key-keeper', server);
    await open.press('Look it up');
    expect(open.words()).toContain('at least 15');
    expect(open.words()).toContain('fewer than 5');
    await open.type('Name in English', 'Key ring');
    await open.type('Why this change', 'A better word');
    server.answer(badges.publishBadges, { ...revision, revision: 2 }, 201);
    await open.press('Publish');
    expect(server.sent('/api/badge-revisions').at(-1)).toMatchObject({
      baseRevision: 1,
      note: 'A better word',
      draft: { badges: [{ key: 'key-keeper', title: { en: 'Key ring', de: keeper.title.de } }] },
    });
  });
});
