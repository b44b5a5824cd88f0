import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, expect, it } from 'vitest';
import type { PointsEntry } from '@vigil/shared/points';
import { i18n, setLocale } from '../../i18n';
import { facts } from './facts';
import WhySheet from './WhySheet.vue';

enableAutoUnmount(afterEach);
afterEach(() => setLocale('en'));

const entry = (more: Partial<PointsEntry> = {}): PointsEntry => ({
  ...{ id: '1', kind: 'training.completed', part: 'base', points: 10, coins: 10, quiet: false },
  ...{ occurredAt: '2026-11-24T09:00:00Z', recordedAt: '2026-11-24T09:01:00Z', about: null, revision: 3 },
  ...{ source: 'Learning', reverses: null, reversedBy: null, rescore: null },
  explanation: {
    full: 15,
    speedStep: null,
    workingMinutes: null,
    factorBp: 10_000,
    cap: { per: 'day', limit: 25, usedBefore: 15 },
  },
  ...more,
});

async function why(one: PointsEntry): Promise<string> {
  mount(WhySheet, {
    props: { fact: facts([one])[0]! },
    global: { plugins: [createPinia(), i18n] },
    attachTo: document.body,
  });
  await flushPromises();
  return document.body.textContent.replace(/\s+/g, ' ');
}

it('tells what a limit took, which one, and what was there before (E2)', async () => {
  const words = await why(entry());
  expect(words).toContain('At most 25 points a day for this; 15 were there before.');
  expect(words).toContain('−5');
});

it('tells of coins alone as coins, and that they change no rank', async () => {
  const words = await why(
    entry({ ...{ kind: 'spotlight.coins', points: 0, coins: 10, quiet: true }, reversedBy: null }),
  );
  expect(words).toContain('Why 10 coins?');
  expect(words).toContain('In coins alone, no points.');
  expect(words).toContain('They change no rank and no level.');
});

it('tells it in German too', async () => {
  await setLocale('de');
  const words = await why(
    entry({ explanation: { ...entry().explanation, cap: { per: 'week', limit: 25, usedBefore: 15 } } }),
  );
  expect(words).toContain('Höchstens 25 Punkte in der Woche dafür; 15 waren schon da.');
});
