import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { DepartmentRow } from '@vigil/shared/leaderboards';
import { i18n, setLocale } from '../../i18n';
import { bandScale, sharings } from './band-scale';
import DepartmentsBoard from './DepartmentsBoard.vue';

const row = (n: number, more: Partial<DepartmentRow> = {}): DepartmentRow => ({
  of: 'department',
  rowId: `5b0c8a1e-0000-4000-8000-00000000000${n}`,
  rank: n,
  name: `Department ${n}`,
  people: 10,
  score: 40 - n,
  average: 42 - n,
  companyMean: 36,
  noise: 2,
  division: 'small',
  divisionRank: n,
  participation: 0.5,
  ...more,
});
const nothing = { rank: null, people: null, score: null, average: null, companyMean: null, noise: null };
const rows = [
  row(1, { division: 'large', divisionRank: 1, people: 90 }),
  row(2, { divisionRank: 1 }),
  row(3, { rank: 2, divisionRank: 1 }),
  row(4, { ...nothing, division: null, divisionRank: null, participation: null }),
];
let wrapper: VueWrapper;
const show = async (division: 'small' | 'medium' | null) => {
  await setLocale('en');
  const props = { rows, mineId: rows[2]!.rowId, division };
  wrapper = mount(DepartmentsBoard, { props, global: { plugins: [i18n] }, attachTo: document.body });
  await flushPromises();
};
const told = () => wrapper.findAll('ol > li').map((li) => li.text().replace(/\s+/g, ' '));

describe('the board of departments on screen', () => {
  afterEach(() => wrapper.unmount());
  it('tells rank, score, noise and participation in words, and who shares a rank', async () => {
    await show(null);
    expect(told()[0]).toMatch(
      /^Rank ?1 ?Department 1 ?90 people, large ?39\.0.*Fair score.*give or take 2\.0 ?50%$/,
    );
    expect(told()[1]).toMatch(/^Rank ?2 ?shared/);
    expect(told()[2]).toContain('yours');
    expect(told()[3]).toContain('Not enough people yet');
    const sum = wrapper.find('aside').text().replace(/\s+/g, ' ');
    expect(sum).toContain('Why 37.0?');
    expect(sum).toMatch(/Points a person ?39\.0.*Lean towards the company ?− 2\.0.*Fair score ?37\.0/);
    expect(sum).toContain('First in its size');
    expect(wrapper.find('a[href="/leaderboards/how"]').exists()).toBe(true);
  });

  it('ranks a size among itself, and asks for another one', async () => {
    await show('small');
    expect(told().map((text) => /^Rank ?(\d)/.exec(text)?.[1])).toEqual(['1', '1']);
    await wrapper.find('input[value="all"]').setValue();
    expect(wrapper.emitted('divide')).toEqual([[null]]);
    wrapper.unmount();
    await show('medium');
    expect(wrapper.text()).toContain('No department of this size yet');
  });
});

describe('the common scale', () => {
  it('holds every band and the mean; brackets join equal ranks', () => {
    const scale = bandScale(rows)!;
    expect([scale.low, scale.high]).toEqual([35, 41]);
    expect([scale.at(35), scale.at(38), scale.at(99)]).toEqual([0, 50, 100]);
    expect(bandScale([rows[3]!])).toBeNull();
    expect(sharings([1, 2, 2, 2, 5, null, null])).toEqual([
      null,
      'first',
      'middle',
      'last',
      null,
      null,
      null,
    ]);
  });
});
