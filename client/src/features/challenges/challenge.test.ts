// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { readChallenge, type ChallengeProgress, type ChallengeView } from '@vigil/shared/challenges';
import { i18n } from '../../i18n';
import { appWith, fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { connectionKey } from '../../lib/socket';
import { useChallenge } from './challenge.store';
import ChallengeCeremony from './ChallengeCeremony.vue';
import ChallengeHosting from './ChallengeHosting.vue';
import ChallengeStage from './ChallengeStage.vue';
import { daysBetween, daysLater, localInput } from './local-input';

const id = '5b0c8a1e-0000-4000-8000-000000000001';
const side = (n: number, lit: number | null) => ({
  ...{ id: `5b0c8a1e-0000-4000-8000-00000000010${n}`, name: `Department ${n}`, lit },
  ...(lit === null
    ? { people: null, average: null, participation: null, rank: null }
    : { people: 10, average: lit, participation: 0.5, rank: 1 }),
});
const progress = (version: number, lit: (number | null)[], state: ChallengeProgress['state'] = 'live') => ({
  ...{ challengeId: id, version, state, asOf: '2026-11-26T08:00:00.000Z' },
  sides: lit.map((one, i) => side(i, one)),
});
const view = (
  version: number,
  lit: (number | null)[],
  state: ChallengeProgress['state'] = 'live',
): ChallengeView => ({
  card: {
    ...{
      id,
      form: 'race',
      template: null,
      name: 'Brightest building',
      text: null,
      state,
      target: 60,
      prize: null,
    },
    ...{ startsAt: '2026-11-20T08:00:00.000Z', endsAt: '2099-12-01T08:00:00.000Z', kinds: ['check.daily'] },
    ...{ departments: [], teams: [], sides: [] },
  },
  progress: progress(version, lit, state),
  ...{ closesAt: '2099-12-01T09:00:00.000Z', prizePoints: 50, result: null, thanks: null, asked: [] },
  mine: { sideId: side(0, 1).id, joinedAt: null, points: 25, won: null },
  may: { edit: false, announce: false, join: false, agreeFor: [] },
});

let server: FakeServer;
let store: ReturnType<typeof useChallenge>;
beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(readChallenge, view(3, [20, 10]));
  server.version = 3;
  const { app, pinia } = appWith(server);
  store = app.runWithContext(() => useChallenge(pinia));
  store.connect(id);
  await flushPromises();
});
const lit = () => store.challenge?.progress.sides.map((one) => one.lit);

describe('a challenge on screen', () => {
  it('takes each later version, and none that is older', async () => {
    expect([server.watched, lit()]).toEqual([[id], [20, 10]]);
    server.tell('challenge:progress', progress(5, [21, 10]));
    server.tell('challenge:progress', progress(4, [20, 11]));
    expect(lit()).toEqual([21, 10]);
    // a message that was missed
    server.answer(readChallenge, view(9, [21, 30]));
    server.tell('challenge:version', { challengeId: id, version: 9 });
    await flushPromises();
    expect(lit()).toEqual([21, 30]);
    expect(store.freshness).toBe('live');
  });

  it('is fetched anew when it is over', async () => {
    server.answer(readChallenge, view(6, [21, 10], 'closed'));
    server.tell('challenge:progress', progress(6, [21, 10], 'closed'));
    await flushPromises();
    expect(store.challenge?.card.state).toBe('closed');
  });

  it('shows what another department has said, and who, as soon as it is said', async () => {
    const asked = { id: side(1, 1).id, name: 'Sales', agreed: false, by: 'Ingrid Bjørnstad' };
    const draft = view(0, [], 'draft');
    server.answer(readChallenge, { ...draft, may: { ...draft.may, edit: true }, asked: [asked] });
    server.tell('me:changed', { what: 'challenge' });
    await flushPromises();
    expect(store.challenge?.asked).toEqual([asked]);
    const challenge = store.challenge as ChallengeView;
    const provide = { [connectionKey]: server.connection };
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/', component: ChallengeHosting }],
    });
    const text = mount(ChallengeHosting, {
      props: { challenge },
      global: { plugins: [createPinia(), i18n, router], provide },
    }).text();
    expect(text.replace(/\s+/g, ' ')).toContain('Sales not this timeIngrid Bjørnstad');
  });

  it('shows both buildings in words, a scaffold for few people, and who has won', () => {
    const show = (challenge: ChallengeView) =>
      mount(ChallengeStage, { props: { challenge }, global: { plugins: [i18n] } })
        .text()
        .replace(/\s+/g, ' ');
    expect(show(view(1, [20, 10]))).toContain('10 windows apart');
    expect(show(view(1, [20, 20]))).toContain('As bright as each other');
    expect(show(view(1, [20, null]))).toContain('Not enough people yet');
    const result = { sides: [side(0, 20), side(1, 10)], winners: [side(0, 20).id], points: 300, acts: [] };
    const over = { ...view(1, [20, 10], 'announced'), result, thanks: 'Thank you all.' };
    const props = { challenge: over, result, kindWord: (kind: string) => kind };
    const text = mount(ChallengeCeremony, { props, global: { plugins: [i18n] } }).text();
    expect(text).toContain('Department 0 shone brightest');
    expect(text).toContain('Thank you all.');
  });
});

describe('dates of a form', () => {
  it('go there and back, and a day is a day when clocks change', () => {
    const at = new Date('2026-10-24T09:00');
    expect(new Date(localInput(at)).getTime()).toBe(at.getTime());
    const later = daysLater(at, 2);
    expect([later.getDate(), later.getHours()]).toEqual([26, 9]);
    expect(daysBetween(at.toISOString(), later.toISOString())).toBe(2);
  });
});
