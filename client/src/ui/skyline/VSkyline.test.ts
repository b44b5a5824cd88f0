// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import type { SkylineDepartment } from './index';
import VSkyline from './VSkyline.vue';

const street = (active: number): SkylineDepartment[] => [
  { id: 'sales', name: 'Sales', people: 60, active },
  { id: 'care', name: 'Care', people: 40, active: 10 },
  { id: 'legal', name: 'Legal', people: null, active: null },
];
const drawing = (active: number) =>
  mount(VSkyline, { props: { input: { departments: street(active), mineId: 'care' }, labels: true } });
const litOf = (city: ReturnType<typeof drawing>) =>
  city.findAll('[class*="sk-lit-"]').map((pane) => pane.element);

describe('VSkyline', () => {
  it('says all of it in words, and leaves small groups out of the total', () => {
    const words = drawing(30).get('svg').attributes('aria-label');
    expect(words).toBe(
      '40 of 100 people did something secure this week. Sales: 50%. Care: 25%. Legal: too few people to show.',
    );
  });

  it('keeps every element and lights only new windows, which flicker', async () => {
    const city = drawing(30);
    const before = new Set(litOf(city));
    const paths = city.findAll('path').map((p) => p.element);
    await city.setProps({ input: { departments: street(40), mineId: 'care' } });
    await nextTick();
    const after = litOf(city);
    const added = after.filter((pane) => !before.has(pane));
    expect(city.findAll('path').map((p) => p.element)).toEqual(paths);
    expect(after).toEqual(expect.arrayContaining([...before]));
    expect(added.length).toBeGreaterThan(0);
    expect(city.findAll('.sk-fresh').map((pane) => pane.element)).toEqual(added);
  });

  it('pins mine and never reads the labels out twice', () => {
    const city = drawing(30);
    expect(city.find('.sk-pin').exists()).toBe(true);
    expect(city.get('ol').attributes('aria-hidden')).toBe('true');
  });
});
