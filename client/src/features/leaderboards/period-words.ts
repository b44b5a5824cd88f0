import { useI18n } from 'vue-i18n';
import type { BoardUnit } from './board.store';

/** The words of a period's key: `2026-W48` → "Week 48, 2026", `2026-11` → "November 2026", `2026-Q4` → "Season 4, 2026". */
export function usePeriodWords() {
  const { t, locale } = useI18n();
  return (unit: BoardUnit, key: string): string => {
    const [year = '', part = ''] = key.split('-');
    if (unit === 'week') return t('boards.week', { week: Number(part.slice(1)), year });
    if (unit === 'season') return t('boards.season', { quarter: Number(part.slice(1)), year });
    if (unit === 'all') return t('boards.units.all');
    const middle = Date.UTC(Number(year), Number(part) - 1, 15);
    return new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      middle,
    );
  };
}
