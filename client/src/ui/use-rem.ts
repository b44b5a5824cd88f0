import { createSharedComposable, useElementSize } from '@vueuse/core';
import { computed, onScopeDispose } from 'vue';

const probeRem = 10;
const usualPx = 16;

/**
 * How many pixels a rem has now, for drawings that take pixels. It is measured on an element, so it follows whatever
 * changes the size of type: the window, the styles that a page brings along, the reader's own settings.
 */
export const useRem = createSharedComposable(() => {
  const probe = document.createElement('i');
  probe.setAttribute('aria-hidden', 'true');
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', inlineSize: `${probeRem}rem` });
  document.body.append(probe);
  onScopeDispose(() => probe.remove());
  const { width } = useElementSize(probe);
  return computed(() => width.value / probeRem || usualPx);
});
