import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useAddress } from './use-address';

/** What `VTabs` shows of a view. */
export interface ViewTab<View extends string> {
  readonly value: View;
  readonly label: string;
  readonly href: string;
}

/**
 * The views of a page, kept in its address: each can be linked, and Back leads to the one before.
 *
 * @param path of the page, which shows the first view when its address says nothing else
 */
export function useViews<View extends string>(
  path: string,
  views: readonly [View, ...View[]],
  labelOf: (view: View) => string,
): { readonly view: WritableComputedRef<View>; readonly tabs: ComputedRef<ViewTab<View>[]> } {
  const router = useRouter();
  const address = useAddress();
  const hrefOf = (view: View): string => (view === views[0] ? path : `${path}?view=${view}`);
  return {
    view: computed<View>({
      get: () => views.find((known) => known === address.get('view')) ?? views[0],
      set: (next) => void router.push(hrefOf(next)),
    }),
    tabs: computed(() => views.map((value) => ({ value, label: labelOf(value), href: hrefOf(value) }))),
  };
}
