import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as behaviours from '@vigil/shared/behaviours';
import * as ingestion from '@vigil/shared/ingestion';
import { listMembers } from '@vigil/shared/people';
import { readRuleset } from '@vigil/shared/points';
import type { Route } from '@vigil/shared/contract';
import { en } from '../../i18n/en';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import SourcesPage from './SourcesPage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const at = '2026-11-24T10:00:00Z';
const source = (n: number, more: object = {}) => ({
  ...{ id: uuid(n), name: `source ${n}`, type: 'gophish', kinds: [], createdAt: at, revokedAt: null },
  ...{
    lastSeenAt: at,
    webhookUrl: 'https://vigil.example/api/hooks/gophish/1',
    keyHint: 'vgs_1',
    formerSecretUntil: null,
  },
  ...{ lastHour: 3, parked: 0, deadLetters: 0 },
  ...more,
});
const delivery = (id: string, state: string, reason: string | null = null) => ({
  ...{ id, sourceId: uuid(1), receivedAt: at, state, reason, bytes: 4096, tookMs: 7 },
});
const parked = {
  ...{
    id: uuid(5),
    address: 'a.kumar@northwind.example',
    sourceId: uuid(1),
    facts: 3,
    firstAt: at,
    lastAt: at,
  },
};
const ashok = {
  ...{ id: uuid(6), email: 'ashok@northwind.example', firstName: 'Ashok', lastName: 'Kumar', leads: [] },
  ...{ role: 'employee', department: null, timeZone: 'Europe/Berlin', locale: 'en', joinedOn: '2024-03-01' },
  ...{ deactivatedAt: null, hasPassword: true, resetRequestedAt: null },
};
const kinds = ['simulation.reported', 'training.completed', 'door.locked'].map((kind) => ({
  kind,
  title: kind === 'door.locked' ? 'Locked the door' : null,
}));

let server: FakeServer;
let open: OpenScreen | undefined;
const openAt = async (address: string) => (open = await openScreen(SourcesPage, address, server));

beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(ingestion.listSources, { items: [source(1), source(2, { type: 'api', webhookUrl: null })] });
  server.answer(ingestion.listDeliveries, {
    items: [delivery('2', 'counted'), delivery('1', 'refused', 'the signature does not match')],
    nextCursor: null,
  });
  server.answer(ingestion.listParked, { items: [parked], nextCursor: null });
  server.answer(readRuleset, { revision: 1, effectiveFrom: at, publishedAt: at, rules: [], kinds });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('sources', () => {
  it('show the first one open, with its deliveries by state and reason', async () => {
    const page = await openAt('/sources');
    expect(page.words()).toContain('Deliveries of source 1');
    expect(page.words()).toContain('Refused');
    expect(page.words()).toContain('the signature does not match');
  });

  it('say what a test delivery brought', async () => {
    const page = await openAt('/sources');
    server.answer(ingestion.testSource, { ok: false, status: 502, tookMs: 31 });
    await page.press('Send a test');
    expect(page.words()).toContain('Answered 502 in 31 ms');
    expect(page.words()).toContain('proxy in front of Vigil');
  });

  it('get a new secret, shown once, while the old one holds for a day', async () => {
    const page = await openAt('/sources');
    await page.press('New secret');
    const made = source(1, { formerSecretUntil: '2026-11-25T10:00:00Z' });
    server.answer(ingestion.changeSecret, { source: made, secret: 'a-secret-made-here' });
    await page.press('Make one');
    expect(server.sent('/secret')).toEqual([{ overlapHours: 24 }]);
    expect(document.body.innerHTML).toContain('a-secret-made-here');
    await page.press('I have copied it');
    expect(document.body.innerHTML).not.toContain('a-secret-made-here');
    expect(page.words()).toContain('Old secret ends');
  });

  it('are revoked only after a question', async () => {
    const page = await openAt('/sources');
    const before = server.asked('/api/sources');
    await page.press('Revoke');
    expect(page.words()).toContain('Revoke source 1?');
    expect(server.asked('/api/sources')).toBe(before);
    server.answer(ingestion.revokeSource, null, 204);
    document.body.querySelector<HTMLElement>('[role=dialog] footer button')?.click();
    await flushPromises();
    expect(server.asked(`/api/sources/${uuid(1)}`)).toBeGreaterThan(0);
  });

  it('begin with one first step in a new installation', async () => {
    server.answer(ingestion.listSources, { items: [] });
    const page = await openAt('/sources');
    expect(page.words()).toContain('Nothing is connected yet');
    expect(page.offers('New source')).toBe(true);
  });
});

describe('a new source', () => {
  const secret = 'vgs_a-secret-that-is-shown-once';

  it('of GoPhish shows address, secret and the two steps once; closing forgets them', async () => {
    const page = await openAt('/sources');
    await page.press('New source');
    await page.type('Name', 'gophish');
    server.answer(ingestion.createSource, { source: source(3, { name: 'gophish' }), secret }, 201);
    await page.press('Connect GoPhish');
    expect(page.words()).toContain(secret);
    expect(document.body.querySelectorAll('ol li')).toHaveLength(2);
    await page.press('I have copied it');
    expect(page.words()).not.toContain(secret);
    await page.press('New source');
    expect(page.words()).not.toContain(secret);
  });

  it('by key states only what is chosen, never what a simulator alone tells', async () => {
    const page = await openAt('/sources');
    await page.press('New source');
    await page.press('Service key');
    expect(page.words()).toContain('Locked the door');
    expect(page.words()).not.toContain('simulation.reported');
    await page.type('Name', 'LMS');
    await page.press('Make the key');
    expect(page.words()).toContain('Choose at least one.');
    await page.press('Course finishedtraining.completed');
    const api = source(3, { name: 'LMS', type: 'api', kinds: ['training.completed'], webhookUrl: null });
    server.answer(ingestion.createSource, { source: api, secret }, 201);
    await page.press('Make the key');
    expect(page.words()).toContain(`Authorization: Bearer ${secret}`);
  });
});

describe('a parked address', () => {
  it('is given to a person that was searched for and chosen', async () => {
    server.answer(listMembers, { items: [ashok], nextCursor: null });
    const page = await openAt(`/sources?view=parked&address=${uuid(5)}`);
    expect(page.words()).toContain('3 facts wait.');
    expect(page.offers('Choose a person')).toBe(false);
    document.body.querySelector<HTMLElement>('input[type=radio]')?.click();
    await flushPromises();
    server.answer(ingestion.mapParked, { replayed: 3 });
    await page.press('This is Ashok Kumar');
    expect(server.asked(`/api/parked/${uuid(5)}/map`)).toBe(1);
    expect(page.words()).toContain('Nobody is waiting');
  });
});

describe('an import of training and habits', () => {
  async function look(errors: object[]): Promise<OpenScreen> {
    server.answer(behaviours.previewBehavioursCsv, {
      counts: { ready: 4, repeated: 1, unknown: 1, errors: errors.length },
      kinds: [{ kind: 'training.completed', items: 5 }],
      unknown: ['old@northwind.example'],
      errors,
    });
    const page = await openAt('/sources?view=import');
    await page.type('Or paste the lines', 'email,kind,occurred_at,object,about');
    await page.press('Look at it first');
    return page;
  }

  it('is held back while a line cannot be taken', async () => {
    const page = await look([{ line: 7, column: 'occurred_at', message: 'lies in the future' }]);
    expect(page.words()).toContain('7occurred_atlies in the future');
    expect(page.offers('Import 5 facts')).toBe(false);
  });

  it('says what it brought', async () => {
    const page = await look([]);
    expect(page.words()).toContain('old@northwind.example');
    server.answer(behaviours.importBehavioursCsv, { recorded: 4, repeated: 1, parked: 1, points: 160 });
    await page.press('Import 5 facts');
    expect(page.words()).toContain('4 recorded for 160 points, 1 known before, 1 parked.');
  });
});

describe('the words', () => {
  it('name every problem that these screens can meet', () => {
    const routes = [...Object.values<unknown>(ingestion), ...Object.values<unknown>(behaviours)].filter(
      (one): one is Route => typeof one === 'object' && one !== null && 'access' in one && 'method' in one,
    );
    const slugs = routes
      .filter(({ access }) => access.by === 'session')
      .flatMap(({ problems }) => problems ?? [])
      .map(({ type }) => type.slice(type.lastIndexOf(':') + 1));
    expect(slugs.length).toBeGreaterThan(0);
    for (const slug of slugs) expect(en['problem'], slug).toHaveProperty([slug, 'do']);
  });
});
