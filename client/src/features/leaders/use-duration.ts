import { useI18n } from 'vue-i18n';
import { useFormat } from '../../lib/use-format';

/** Minutes as hours and minutes: `1 h 30 min`. */
export function useDuration(): (minutes: number) => string {
  const { t } = useI18n();
  const format = useFormat();
  return (minutes) => {
    const [h, min] = [Math.floor(minutes / 60), minutes % 60];
    return [
      ...(h > 0 ? [t('leaders.time.hours', { n: format.number(h) })] : []),
      ...(min > 0 || h === 0 ? [t('leaders.time.minutes', { n: format.number(min) })] : []),
    ].join(' ');
  };
}
