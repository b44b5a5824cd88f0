import { formatNumber, formatPercent } from '../../lib/format';
import type { UiWords } from '../words';
import type { SkylineDepartment } from './types';

/**
 * The drawing as text: the total, then each department. Groups below five are named without a figure and left out of
 * the total, so that nobody can get at them by subtraction.
 */
export function describeCity(
  departments: readonly SkylineDepartment[],
  words: UiWords,
  locale: string,
): string {
  const seen = departments.flatMap(({ people, active }) =>
    people === null || active === null ? [] : [{ people, active }],
  );
  const sum = (key: 'people' | 'active') =>
    formatNumber(
      seen.reduce((total, d) => total + d[key], 0),
      locale,
    );
  const each = departments.map(({ name, people, active }) =>
    people === null || active === null
      ? words.cityScaffold(name)
      : words.cityShare(name, formatPercent(people > 0 ? active / people : 0, locale)),
  );
  return [words.cityTotal(sum('active'), sum('people')), ...each].join(' ');
}
