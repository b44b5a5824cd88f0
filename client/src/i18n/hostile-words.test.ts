import { flushPromises, mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { locales } from '@vigil/shared/contract';
import { i18n, setLocale } from './index';
import { de } from './de';
import { en } from './en';
import type { Messages } from './merge';

/** What the translations' own language could take for more than words. */
const hostile = [
  "{{constructor.constructor('x')()}}",
  '${7*7} %s %{x}',
  '@:nav.home @.upper:nav.home',
  '{0} {name} {n} {count}',
  'one | many | more',
  "{'@'} \\{ \\@ &lt;b&gt;",
  '{n, plural, one {x} other {y}}',
];

const keys = (tree: Messages, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value, `${path}${key}.`),
  );
const textOf = (tree: Messages, key: string): string => {
  const found = key
    .split('.')
    .reduce<Messages | string | undefined>(
      (at, part) => (typeof at === 'object' ? at[part] : undefined),
      tree,
    );
  return typeof found === 'string' ? found : '';
};
const slotsIn = (text: string) => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')),
];

describe('a value in a text (G2)', () => {
  it.each(locales)('is put in as it is, in every text that takes one: %s', async (locale) => {
    await setLocale(locale);
    const tree = locale === 'de' ? de : en;
    const taking = keys(tree).filter((key) => slotsIn(textOf(tree, key)).length > 0);
    expect(taking.length).toBeGreaterThan(50);
    for (const key of taking)
      for (const words of hostile) {
        const slots = slotsIn(textOf(tree, key).split(' | ')[1] ?? textOf(tree, key));
        const said = i18n.global.t(key, Object.fromEntries(slots.map((slot) => [slot, words])), 2);
        if (slots.length > 0) expect(said, key).toContain(words);
      }
    await setLocale('en');
  });

  it('is put into a page as words', async () => {
    const words = '<img src=x onerror=hit()> https://evil.example {{7*7}} @:nav.home';
    const page = mount(
      { props: ['words'], template: `<p>{{ words }} {{ $t('points.about', { about: words }) }}</p>` },
      { props: { words }, global: { plugins: [i18n] } },
    );
    await flushPromises();
    expect(page.text().split(words)).toHaveLength(3);
    expect(page.findAll('img, a')).toHaveLength(0);
  });
});
