import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { asProblem, type ProblemError } from '../problem';

interface Page<T> {
  items: readonly T[];
  nextCursor: string | null;
}

/** A list that comes a page at a time; what was loaded stays while more of it is on its way. */
export interface Pages<T> {
  /** Null until the first page came. */
  readonly items: Readonly<ShallowRef<readonly T[] | null>>;
  readonly problem: Readonly<ShallowRef<ProblemError | null>>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly hasMore: ComputedRef<boolean>;
  /** Begins again. `afresh` forgets what is shown first: it was the answer to another question. */
  readonly first: (options?: { afresh?: boolean }) => Promise<void>;
  readonly more: () => Promise<void>;
  /** Renews the list from its top, unless somebody has read further down than the first page. */
  readonly refresh: () => Promise<void>;
  /** Puts in what a write answered with, or takes a row out. */
  readonly change: (edit: (items: readonly T[]) => readonly T[]) => void;
  readonly cancel: () => void;
}

/** A newer request replaces the one on its way, so that answers never come in the wrong order. */
export function usePages<T>(
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const items = shallowRef<readonly T[] | null>(null);
  const cursor = ref<string | null>(null);
  const problem = shallowRef<ProblemError | null>(null);
  const busy = ref(false);
  const turned = ref(false);
  let running: AbortController | null = null;

  async function load(after?: string): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    busy.value = true;
    try {
      const page = await fetchPage(after, mine.signal);
      if (mine.signal.aborted) return;
      items.value = after === undefined ? page.items : [...(items.value ?? []), ...page.items];
      cursor.value = page.nextCursor;
      turned.value = after !== undefined;
      problem.value = null;
    } catch (thrown) {
      if (!mine.signal.aborted) problem.value = asProblem(thrown);
    } finally {
      if (running === mine) {
        running = null;
        busy.value = false;
      }
    }
  }
  return {
    items,
    problem,
    busy,
    hasMore: computed(() => cursor.value !== null),
    async first({ afresh = false } = {}) {
      if (afresh) items.value = null;
      await load();
    },
    async more() {
      if (cursor.value !== null && !busy.value) await load(cursor.value);
    },
    async refresh() {
      if (!turned.value && !busy.value) await load();
    },
    change(edit) {
      if (items.value) items.value = edit(items.value);
    },
    cancel() {
      running?.abort();
      running = null;
      busy.value = false;
    },
  };
}
