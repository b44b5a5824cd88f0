// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import {
  enterLeave,
  listMyLeave,
  readMyStreaks,
  readWorkCalendar,
  removeLeave,
  updateWorkCalendar,
} from '@vigil/shared/streaks';
import { i18n, setLocale } from '../../i18n';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { connectionKey } from '../../lib/socket';
import TimeAway from './TimeAway.vue';
import WorkingTime from './WorkingTime.vue';

const standard = { workingDays: [1, 2, 3, 4, 5], holidays: 'DE' };
const leave = { id: '5b0c8a1e-0000-4000-8000-000000000001', fromDay: '2026-10-05', untilDay: '2026-10-09' };
const streaks = {
  ...{ today: '2026-11-24', days: { current: 3, best: 9 }, weeks: { current: 1, best: 4 } },
  ...{ freezes: { held: 0, mostHeld: 2, litToNext: 2 }, recent: [] },
};

let server: FakeServer;
let shown: VueWrapper | undefined;
beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
  server.answer(readMyStreaks, streaks);
  server.answer(readWorkCalendar, { workingDays: null, holidays: null, standard });
  server.answer(listMyLeave, { items: [leave] });
});
afterEach(() => shown?.unmount());
async function show(component: Component): Promise<void> {
  const provide = { [connectionKey as symbol]: server.connection };
  shown = mount(component, { global: { plugins: [i18n, createPinia()], provide }, attachTo: document.body });
  await flushPromises();
}
const said = () => shown?.text().replace(/\s+/g, ' ') ?? '';
async function send(): Promise<void> {
  await shown?.get('form').trigger('submit');
  await flushPromises();
}

describe('my working time', () => {
  const box = (day: number) => shown?.get<HTMLInputElement>(`#work-${day}`);

  it('begins with what holds for everybody, and says whose holidays those are', async () => {
    await show(WorkingTime);
    expect([1, 2, 3, 4, 5, 6, 7].map((day) => box(day)?.element.checked)).toEqual([
      ...[true, true, true, true, true],
      ...[false, false],
    ]);
    expect(said()).toContain('As usual in my time zone (Germany)');
  });

  it('sends own days in order, and nothing of its own where they are the usual ones', async () => {
    server.answer(updateWorkCalendar, { workingDays: [2, 3, 6], holidays: null, standard });
    await show(WorkingTime);
    for (const day of [1, 4, 5]) await box(day)?.setValue(false);
    await box(6)?.setValue(true);
    await send();
    for (const day of [1, 4, 5]) await box(day)?.setValue(true);
    await box(6)?.setValue(false);
    await send();
    expect(server.sent('/work-calendar')).toEqual([
      { workingDays: [2, 3, 6], holidays: null },
      { workingDays: null, holidays: null },
    ]);
  });

  it('takes one to five days, and sends no others', async () => {
    await show(WorkingTime);
    await box(6)?.setValue(true);
    await send();
    expect(shown?.get('[role=alert]').text()).toBe('Choose one to 5 days.');
    for (const day of [1, 2, 3, 4, 5, 6]) await box(day)?.setValue(false);
    await send();
    expect(shown?.get('[role=alert]').text()).toBe('Choose one to 5 days.');
    expect(server.sent('/work-calendar')).toEqual([]);
  });
});

describe('my time away', () => {
  const fields = () => shown?.findAll('input[type=date]') ?? [];

  it('shows what was entered, and asks for the first day', async () => {
    await show(TimeAway);
    expect(said()).toContain('Oct 5, 2026 to Oct 9, 2026');
    await send();
    expect(said()).toContain('Choose the first day.');
    expect(server.sent('/me/leave')).toEqual([]);
  });

  it('takes one day as well as several, and none that end before they begin', async () => {
    await show(TimeAway);
    await fields()[0]?.setValue('2026-11-20');
    await fields()[1]?.setValue('2026-11-19');
    await send();
    expect(said()).toContain('The last day comes before the first.');
    server.answer(enterLeave, { ...leave, fromDay: '2026-11-20', untilDay: '2026-11-20' }, 201);
    await fields()[1]?.setValue('');
    await send();
    expect(server.sent('/me/leave')).toEqual([{ fromDay: '2026-11-20', untilDay: '2026-11-20' }]);
    // what keeps the lamp on may have changed it
    expect(server.asked('/me/streaks')).toBe(1);
  });

  it('takes it back by name', async () => {
    server.answer(removeLeave, undefined, 204);
    await show(TimeAway);
    server.answer(listMyLeave, { items: [] });
    await shown?.get('[aria-label="Remove Oct 5, 2026 to Oct 9, 2026"]').trigger('click');
    await flushPromises();
    expect(said()).toContain('Nothing entered.');
  });
});
