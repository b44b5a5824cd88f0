// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ChallengeForm, previewChallenge, QuestReach } from '@vigil/shared/challenges';
import type { RouteResult } from '@vigil/shared/contract';
import { i18n, setLocale } from '../../i18n';
import { appWith, fakeServer } from '../../lib/fake-server.test-kit';
import { useBuilder } from './builder.store';
import BuilderPreview from './BuilderPreview.vue';

const window = { from: '2026-11-01T08:00:00.000Z', until: '2026-11-15T08:00:00.000Z' };
const side = (id: string, name: string, lit: number | null) => ({
  ...{ id, name, lit, people: lit === null ? null : 6, average: lit, participation: null, rank: null },
});

beforeEach(() => setLocale('en'));
function words(form: ChallengeForm, found: Partial<RouteResult<typeof previewChallenge>>): string {
  const server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  const { app, pinia } = appWith(server);
  return app.runWithContext(() => {
    const store = useBuilder(pinia);
    store.form.form = form;
    store.preview = { ...window, sides: [], reach: null, ...found };
    const shown = mount(BuilderPreview, { global: { plugins: [pinia, i18n] } });
    return shown.text().replace(/\s+/g, ' ');
  });
}

it('shows mixed teams by name, and says that they are an example', () => {
  const text = words('teams', { sides: [side('0', 'Lanterns', 20), side('1', 'Night owls', 18)] });
  expect(text).toContain('Lanterns20 of 60 windows');
  expect(text).toContain('Night owls18 of 60 windows');
  expect(text).toContain('For example');
  expect(words('race', { sides: [side('0', 'Sales', 20)] })).not.toContain('For example');
});

it.each<[QuestReach, string]>([
  [{ told: 'share', share: 0.35 }, 'About 35% of people would have reached it.'],
  [{ told: 'few' }, 'Fewer than five people would have reached it.'],
  [{ told: 'most' }, 'All but fewer than five people would have reached it.'],
  [{ told: 'nothing' }, 'Not enough people to tell.'],
])('says of a quest how many would have reached it: %o', (reach, expected) => {
  const text = words('quest', { reach });
  expect(text).toContain(expected);
  expect(text).not.toContain('The whole company');
});
