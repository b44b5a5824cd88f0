// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computed, defineComponent, h, nextTick } from 'vue';
import {
  germanUiWords,
  provideUi,
  useToast,
  VButton,
  VCount,
  VField,
  VInput,
  VPill,
  VSheet,
  VTable,
  VTime,
  VToastHost,
} from './index';

const inGerman = (child: ReturnType<typeof h>) =>
  mount(
    defineComponent({
      setup() {
        provideUi(computed(() => ({ words: germanUiWords, locale: 'de', timeZone: 'Europe/Berlin' })));
        return () => child;
      },
    }),
    { attachTo: document.body },
  );

afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

describe('VPill', () => {
  it.each([
    ['live', 'Live'],
    ['reconnecting', 'Reconnecting'],
    ['offline', 'Offline'],
  ] as const)('says %s in a word', (state, word) => {
    const pill = mount(VPill, { props: { state } });
    expect(pill.get('[role=status]').text()).toBe(word);
    expect(pill.get('[data-state]').attributes('data-state')).toBe(state);
  });

  it('shows the age of stale data without announcing each minute of it', async () => {
    const pill = mount(VPill, { props: { state: 'stale', age: '4 min' } });
    expect(pill.text()).toContain('4 min old');
    const announced = pill.get('[role=status]').text();
    await pill.setProps({ age: '5 min' });
    expect(pill.text()).toContain('5 min old');
    expect(pill.get('[role=status]').text()).toBe(announced);
  });

  it('speaks the language of the app', () => {
    expect(inGerman(h(VPill, { state: 'reconnecting' })).text()).toContain('Verbindet wieder');
  });
});

describe('VCount', () => {
  beforeEach(() =>
    vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'Date'] }),
  );
  const seen = ({ element }: { element: Element }) => element.querySelector('[aria-hidden]')?.textContent;
  const heard = ({ element }: { element: Element }) => element.querySelector('.sr-only')?.textContent;

  it('stands at its first value and counts to the next, reading out the end only', async () => {
    const count = mount(VCount, { props: { value: 300 } });
    expect([seen(count), heard(count)]).toEqual(['300', '300']);
    await count.setProps({ value: 400 });
    expect(heard(count)).toBe('400');
    vi.advanceTimersByTime(120);
    await nextTick();
    const between = Number(seen(count));
    expect(between).toBeGreaterThan(300);
    expect(between).toBeLessThan(400);
    expect(heard(count)).toBe('400');
    vi.advanceTimersByTime(600);
    await nextTick();
    expect(seen(count)).toBe('400');
  });

  it('changes in place for people who asked for less motion', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) =>
        Object.assign(new EventTarget(), {
          matches: query.includes('reduce'),
          media: query,
        }) as MediaQueryList,
    );
    const count = mount(VCount, { props: { value: 1 } });
    await nextTick();
    await count.setProps({ value: 1240 });
    expect(seen(count)).toBe('1,240');
    vi.restoreAllMocks();
  });
});

describe('VTime', () => {
  it('renews itself each minute and names the exact moment', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T09:00:00Z') });
    const time = mount(VTime, {
      props: { iso: '2026-11-24T08:49:00Z', locale: 'en', timeZone: 'Europe/Berlin' },
    });
    const shown = () => time.get('time').text();
    expect(shown()).toBe('11 minutes ago');
    expect(time.get('time').attributes('datetime')).toBe('2026-11-24T08:49:00Z');
    expect(time.get('time').attributes('tabindex')).toBe('0');
    vi.advanceTimersByTime(60_000);
    await nextTick();
    expect(shown()).toBe('12 minutes ago');
    time.unmount();
  });
});

describe('VSheet', () => {
  it('takes the focus, names itself, closes on Escape and gives the focus back', async () => {
    const page = mount(
      {
        components: { VSheet, VButton },
        template:
          '<VSheet title="Why 24 points?"><template #trigger><VButton>Why?</VButton></template>The sum</VSheet>',
      },
      { attachTo: document.body },
    );
    const opener = page.get('button').element;
    opener.focus();
    await page.get('button').trigger('click');
    const dialog = await vi.waitUntil(() => document.querySelector<HTMLElement>('[role=dialog]'));
    await vi.waitUntil(() => dialog.contains(document.activeElement));
    const name = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '');
    expect(name?.textContent).toBe('Why 24 points?');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await vi.waitUntil(() => !document.querySelector('[role=dialog]'));
    await vi.waitUntil(() => document.activeElement === opener);
    page.unmount();
  });
});

describe('VField', () => {
  it('ties label, hint and error to the control', () => {
    const field = mount({
      components: { VField, VInput },
      template: '<VField label="Ends on" hint="A day" error="Choose a later day"><VInput /></VField>',
    });
    const input = field.get('input');
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'));
    expect(input.attributes('aria-invalid')).toBe('true');
    const described = input
      .attributes('aria-describedby')
      ?.split(' ')
      .map((id) => field.get(`[id="${id}"]`).text());
    expect(described).toEqual(['A day', 'Choose a later day']);
  });
});

describe('VButton', () => {
  it('does nothing twice while it is busy, and keeps its name', async () => {
    const pressed = vi.fn();
    const button = mount(VButton, {
      props: { loading: true },
      attrs: { onClick: pressed },
      slots: { default: 'Save' },
    });
    await button.trigger('click');
    expect(pressed).not.toHaveBeenCalled();
    expect(button.attributes('aria-busy')).toBe('true');
    expect(button.text()).toBe('Save');
  });
});

describe('toasts', () => {
  const { say, tell, toasts, dismiss } = useToast();
  afterEach(() => {
    for (const { id } of toasts.value) dismiss(id);
  });
  const host = () => mount(VToastHost, { attachTo: document.body });

  it('are announced politely, never take the focus, and only the newest can be undone', async () => {
    const shown = host();
    expect(shown.get('[role=status]').attributes('aria-live')).toBe('polite');
    const undone: string[] = [];
    say('First', { undo: () => undone.push('first') });
    say('Second', { undo: () => undone.push('second') });
    await nextTick();
    expect(shown.text()).not.toContain('First');
    expect(document.activeElement).toBe(document.body);
    const [undo] = shown.findAll('button');
    await undo?.trigger('click');
    expect(undone).toEqual(['second']);
    expect(shown.text()).toBe('');
    shown.unmount();
  });

  it('that came by themselves show one at a time, and wait behind the answer to what I just did', async () => {
    const shown = host();
    tell('One', { href: '/reports' });
    tell('Two');
    await nextTick();
    expect(shown.text()).toBe('OneLook');
    expect(shown.get('a').attributes('href')).toBe('/reports');
    say('Saved');
    await nextTick();
    expect(shown.text()).toBe('Saved');
    for (const next of ['OneLook', 'Two', '']) {
      await shown.get('button[aria-label=Close]').trigger('click');
      expect(shown.text()).toBe(next);
    }
    shown.unmount();
  });

  it('stay long enough to be read, and as long as somebody is at them', async () => {
    vi.useFakeTimers();
    const shown = host();
    tell('x'.repeat(100));
    await nextTick();
    await vi.advanceTimersByTimeAsync(8_900);
    expect(shown.text()).not.toBe('');
    await shown.get('.toast').trigger('focusin');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.text()).not.toBe('');
    await shown.get('.toast').trigger('focusout');
    await vi.advanceTimersByTimeAsync(9_100);
    expect(shown.text()).toBe('');
    shown.unmount();
  });
});

describe('VTable', () => {
  it.each([
    [true, 3],
    [false, 2],
  ])('keeps what has no room under the cell that names the row (wide: %s)', (wide, columnsShown) => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) => Object.assign(new EventTarget(), { matches: wide, media: query }) as MediaQueryList,
    );
    interface Display {
      id: string;
      name: string;
      seen: string;
    }
    const table = mount(VTable<Display>, {
      props: {
        columns: [
          { key: 'name', label: 'Name', header: true },
          { key: 'seen', label: 'Last seen', tucked: true },
          { key: 'do', label: 'Revoke', hideLabel: true },
        ],
        rows: [{ id: 'a', name: 'Lobby', seen: 'never' }],
        rowId: (row: Display) => row.id,
        caption: 'Displays',
      },
      slots: {
        'cell-name': ({ row }: { row: Display }) => row.name,
        'cell-seen': ({ row }: { row: Display }) => row.seen,
      },
    });
    expect(table.findAll('thead th')).toHaveLength(columnsShown);
    expect(table.get('tbody th').text().includes('Last seen')).toBe(!wide);
    expect(table.get('tbody tr').text()).toContain('never');
    vi.restoreAllMocks();
  });
});
