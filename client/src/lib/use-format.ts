import { useUi } from '../ui/context';
import {
  formatDate,
  formatNumber,
  formatOrdinal,
  formatPercent,
  formatPoints,
  type DateStyle,
} from './format';

/** Numbers and dates as the reader writes them: language and zone of the app around it. */
export function useFormat() {
  const ui = useUi();
  return {
    number: (value: number, digits = 0) => formatNumber(value, ui.value.locale, digits),
    /** With its sign. */
    signed: (value: number) => formatPoints(value, ui.value.locale),
    percent: (share: number) => formatPercent(share, ui.value.locale),
    ordinal: (rank: number) => formatOrdinal(rank, ui.value.locale),
    date: (moment: string | number, style: DateStyle = 'day', timeZone = ui.value.timeZone) =>
      formatDate(moment, ui.value.locale, timeZone, style),
  };
}
