import { computed, type ComputedRef } from 'vue';
import { useMinute } from '../ui';
import { useFormat } from './use-format';

/** The present day in the zone of the page, in words: it turns within a minute of midnight, on each page at another second. */
export function useToday(): ComputedRef<string> {
  const format = useFormat();
  const now = useMinute();
  return computed(() => format.date(now.value.getTime(), 'dayLong'));
}
