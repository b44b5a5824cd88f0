import { useEventListener } from '@vueuse/core';
import type { Ref } from 'vue';

/** What marks the one link or button of a row that opens it. */
export const openMark = '[data-open]';
const typing = 'input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]';

/** Whether a key is nobody's: no field, no dialog and no modifier has it. */
function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  // Behind a sheet or a question nothing may move.
  return (
    !target?.closest(typing) && !document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')
  );
}

/** Keys of a page, each with what it does. */
export function useKeys(does: Readonly<Record<string, (() => void) | undefined>>): void {
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (!isFree(event)) return;
    const run = Object.hasOwn(does, event.key) ? does[event.key] : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
}

/**
 * The keys of a list: j and k move the focus from row to row (Enter then opens, as with any link), / goes to the search
 * field, n begins something new. Keys in a field, with a modifier or behind a dialog are left alone.
 */
export function useListKeys(
  list: Readonly<Ref<HTMLElement | null>>,
  does: { search?: () => void; create?: () => void },
): void {
  function move(by: 1 | -1): void {
    const rows = [...(list.value?.querySelectorAll<HTMLElement>(openMark) ?? [])];
    const focused = document.activeElement?.closest('tr')?.querySelector<HTMLElement>(openMark);
    const at = focused ? rows.indexOf(focused) : -1;
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
    rows[next]?.focus();
  }
  useKeys({ j: () => move(1), k: () => move(-1), '/': does.search, n: does.create });
}
