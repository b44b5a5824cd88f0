import { createSharedComposable, useNow } from '@vueuse/core';

/** The present moment, renewed each minute: one timer for the whole page. */
export const useMinute = createSharedComposable(() => useNow({ interval: 60_000 }));
