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
  /** Renews all that is shown, in its place; what is on its way comes first, since it may be older. */
  readonly refresh: () => Promise<void>;
  /** Renews the list from time to time, unless somebody has read further down than the first page. */
  readonly poll: () => Promise<void>;
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
  let latest: Promise<void> = Promise.resolve();
  let renewal: Promise<void> | null = null;

  /** What `fetchIt` brings is all that is shown, in the place of what was. */
  function load(fetchIt: (signal: AbortSignal) => Promise<Page<T>>): Promise<void> {
    return (latest = replace(fetchIt));
  }
  async function replace(fetchIt: (signal: AbortSignal) => Promise<Page<T>>): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    busy.value = true;
    try {
      const page = await fetchIt(mine.signal);
      if (mine.signal.aborted) return;
      items.value = page.items;
      cursor.value = page.nextCursor;
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
  /** From the top, as far down as the list is shown. */
  async function asMuchAsShown(signal: AbortSignal): Promise<Page<T>> {
    const wanted = items.value?.length ?? 0;
    let page = await fetchPage(undefined, signal);
    let all = page.items;
    while (all.length < wanted && page.nextCursor !== null) {
      page = await fetchPage(page.nextCursor, signal);
      all = [...all, ...page.items];
    }
    return { items: all, nextCursor: page.nextCursor };
  }
  async function oneMore(after: string, signal: AbortSignal): Promise<Page<T>> {
    const page = await fetchPage(after, signal);
    return { ...page, items: [...(items.value ?? []), ...page.items] };
  }
  function refresh(): Promise<void> {
    renewal ??= latest.then(async () => {
      if (renewal === null) return;
      renewal = null;
      // what began after this was asked for is as fresh
      await (busy.value ? latest : load(asMuchAsShown));
    });
    return renewal;
  }
  return {
    items,
    problem,
    busy,
    hasMore: computed(() => cursor.value !== null),
    async first({ afresh = false } = {}) {
      if (afresh) items.value = null;
      turned.value = false;
      await load((signal) => fetchPage(undefined, signal));
    },
    async more() {
      await latest;
      const after = cursor.value;
      if (after === null || busy.value) return;
      turned.value = true;
      await load((signal) => oneMore(after, signal));
    },
    refresh,
    async poll() {
      if (!turned.value && !busy.value) await refresh();
    },
    change(edit) {
      if (items.value) items.value = edit(items.value);
      // what is on its way does not know of it
      if (busy.value) void refresh();
    },
    cancel() {
      renewal = null;
      running?.abort();
      running = null;
      busy.value = false;
    },
  };
}
