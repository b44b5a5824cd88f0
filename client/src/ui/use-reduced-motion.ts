import { useMediaQuery } from '@vueuse/core';
import type { Ref } from 'vue';

/** True while the person asks for less motion: then values change in place. */
export function useReducedMotion(): Readonly<Ref<boolean>> {
  return useMediaQuery('(prefers-reduced-motion: reduce)');
}
