import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';
import { useReducedMotion } from './use-reduced-motion';

const countMs = 400;

/**
 * Follows a number: a change is counted to in 400 ms, easing out; the first value, and every value under reduced
 * motion, stands at once. A new target starts from what is shown.
 */
export function useCountTo(target: () => number): Readonly<Ref<number>> {
  const reduced = useReducedMotion();
  const shown = ref(target());
  let frame = 0;

  watch(target, (to) => {
    cancelAnimationFrame(frame);
    if (reduced.value) {
      shown.value = to;
      return;
    }
    const from = shown.value;
    let startedAt: number | null = null;
    const step = (at: number) => {
      startedAt ??= at;
      const part = Math.min(1, (at - startedAt) / countMs);
      shown.value = part === 1 ? to : from + (to - from) * (1 - (1 - part) ** 3);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  });

  onScopeDispose(() => cancelAnimationFrame(frame));
  return readonly(shown);
}
