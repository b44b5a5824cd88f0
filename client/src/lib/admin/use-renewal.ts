import { useDocumentVisibility, useIntervalFn, useOnline } from '@vueuse/core';

/** Asks again every few seconds while the page is looked at and the device has a network. */
export function useRenewal(work: () => unknown, everyMs: number): void {
  const visibility = useDocumentVisibility();
  const online = useOnline();
  useIntervalFn(() => {
    if (visibility.value === 'visible' && online.value) void work();
  }, everyMs);
}
