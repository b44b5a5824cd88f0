import { nextTick, watch, type Ref } from 'vue';
import { useReducedMotion } from './use-reduced-motion';

const glide = { duration: 250, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' } as const;

const rowsIn = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('[data-row-id]')];

/**
 * Lets rows glide to their new places (first, last, invert, play). All rows of one change move together, from wherever
 * they are drawn at that moment, and only by transform. Rows carry `data-row-id`; `order` names them as shown.
 */
export function useFlip(box: Readonly<Ref<HTMLElement | null>>, order: () => readonly string[]): void {
  const reduced = useReducedMotion();

  const positions = (element: HTMLElement) => {
    const origin = element.getBoundingClientRect();
    return new Map(
      rowsIn(element).map((row) => {
        const { left, top } = row.getBoundingClientRect();
        return [row.dataset.rowId, { x: left - origin.left, y: top - origin.top }] as const;
      }),
    );
  };

  watch(
    () => order().join('\n'),
    async () => {
      const element = box.value;
      if (!element || reduced.value) return;
      const before = positions(element);
      await nextTick();
      for (const row of rowsIn(element)) for (const running of row.getAnimations()) running.cancel();
      const after = positions(element);
      for (const row of rowsIn(element)) {
        const from = before.get(row.dataset.rowId);
        const to = after.get(row.dataset.rowId);
        if (!from || !to || (from.x === to.x && from.y === to.y)) continue;
        row.animate(
          [{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: 'none' }],
          glide,
        );
      }
    },
    { flush: 'pre' },
  );
}
