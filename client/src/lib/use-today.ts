import { computed, watch, type ComputedRef } from 'vue';
import { useMinute } from '../ui';
import { useFormat } from './use-format';

const minuteMs = 60_000;

/** The present day in words. */
export function useToday(): ComputedRef<string> {
  return useDay(0);
}

/**
 * Runs `work` within a minute of midnight, on each page at another second, and once more a minute later: the clock of a
 * device may be ahead of the server's.
 *
 * @param timeZone where the day begins; that of the page unless told
 */
export function useNewDay(work: () => unknown, timeZone?: () => string | undefined): void {
  watch([useDay(0, timeZone), useDay(minuteMs, timeZone)], () => void work());
}

function useDay(agoMs: number, timeZone: () => string | undefined = () => undefined): ComputedRef<string> {
  const format = useFormat();
  const now = useMinute();
  return computed(() => format.date(now.value.getTime() - agoMs, 'dayLong', timeZone()));
}
