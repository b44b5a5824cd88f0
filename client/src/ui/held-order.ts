import { nextTick, shallowRef, watch, type ShallowRef } from 'vue';

/**
 * The order to show while the `held` ids must not move: the wanted order, with each held id put back at the place it
 * has now (or the nearest one left). Ids that came or went are taken as wanted. Nothing held: the wanted order.
 */
export function holdOrder(
  shown: readonly string[],
  wanted: readonly string[],
  held: readonly string[],
): string[] {
  const places = [...new Set(held)]
    .map((id) => ({ id, place: shown.indexOf(id) }))
    .filter(({ id, place }) => place >= 0 && wanted.includes(id))
    .sort((a, b) => a.place - b.place);
  const staying = new Set(places.map(({ id }) => id));
  const order = wanted.filter((id) => !staying.has(id));
  for (const { id, place } of places) order.splice(Math.min(place, order.length), 0, id);
  return order;
}

/** Listeners for the element that holds the rows; rows carry `data-row-id`. */
export interface HoldListeners {
  onPointerover: (event: PointerEvent) => void;
  onPointerleave: () => void;
  onFocusin: (event: FocusEvent) => void;
  onFocusout: (event: FocusEvent) => void;
}

const rowIdAt = (target: EventTarget | null) =>
  target instanceof Element ? (target.closest('[data-row-id]')?.getAttribute('data-row-id') ?? null) : null;

/**
 * Rows in an order that respects the reader: values are always the newest, but the row under the pointer or the
 * keyboard focus stays where it is until it is left; then it goes to its place.
 */
export function useHeldOrder<T>(
  rows: () => readonly T[],
  idOf: (row: T) => string,
): { shown: Readonly<ShallowRef<readonly T[]>>; listeners: HoldListeners } {
  const shown = shallowRef<readonly T[]>(rows());
  let pointed: string | null = null;
  let focused: string | null = null;
  let moving = false;

  const arrange = () => {
    const byId = new Map(rows().map((row) => [idOf(row), row]));
    const held = [pointed, focused].filter((id) => id !== null);
    const order = holdOrder(shown.value.map(idOf), [...byId.keys()], held);
    shown.value = order.flatMap((id) => byId.get(id) ?? []);
    if (focused !== null) void keepFocus();
  };

  // A browser drops the focus of an element that is moved in the document, even to where it already was.
  const keepFocus = async () => {
    const active = document.activeElement;
    moving = true;
    await nextTick();
    moving = false;
    if (active instanceof HTMLElement && active.isConnected) active.focus({ preventScroll: true });
  };

  watch(rows, arrange);

  return {
    shown,
    listeners: {
      onPointerover: (event) => {
        // A finger leaves no pointer behind: holding its row would hold it for ever.
        const next = event.pointerType === 'touch' ? null : rowIdAt(event.target);
        if (next === pointed) return;
        pointed = next;
        arrange();
      },
      onPointerleave: () => {
        pointed = null;
        arrange();
      },
      onFocusin: (event) => {
        const next = rowIdAt(event.target);
        if (next === focused) return;
        focused = next;
        arrange();
      },
      onFocusout: (event) => {
        if (moving || rowIdAt(event.relatedTarget) === focused) return;
        focused = null;
        arrange();
      },
    },
  };
}
