import { useI18n } from 'vue-i18n';
import type { MySeason, SeasonCard } from '@vigil/shared/seasons';
import { useFormat } from '../../lib/use-format';

/** Seasons and their numbers in words. */
export function useSeasonWords() {
  const { t } = useI18n();
  const format = useFormat();
  return {
    /** `2026-Q4` › "Season 4, 2026" */
    name: (key: string) => {
      const [year = '', quarter = ''] = key.split('-Q');
      return t('boards.season', { quarter: Number(quarter), year });
    },
    /** From the first to the last day; the end is the first moment after it. */
    days: ({ startsAt, endsAt }: SeasonCard) =>
      t('seasons.days', { from: format.date(startsAt), until: format.date(Date.parse(endsAt) - 1) }),
    number: ({ what, value }: MySeason['numbers'][number]) => ({
      figure: format.number(value),
      words: t(`seasons.numbers.${what}`, value),
    }),
  };
}
