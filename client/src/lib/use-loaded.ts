import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asProblem, type ProblemError } from './problem';

/** Something fetched: the last good value stays while a newer one is on its way or did not come. */
export interface Loaded<T> {
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly problem: Readonly<ShallowRef<ProblemError | null>>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly load: () => Promise<void>;
  /** Puts in what a write answered with, without asking again. */
  readonly set: (next: T) => void;
  /** Gives up the request on its way. */
  readonly cancel: () => void;
}

/** A value with its request: a newer request replaces the one on its way, so that answers never come in the wrong order. */
export function useLoaded<T>(fetchIt: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<ProblemError | null>(null);
  const busy = ref(false);
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    busy.value = true;
    try {
      const next = await fetchIt(mine.signal);
      if (mine.signal.aborted) return;
      value.value = next;
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
    value,
    problem,
    busy,
    load,
    set(next) {
      running?.abort();
      value.value = next;
      problem.value = null;
    },
    cancel() {
      running?.abort();
      running = null;
      busy.value = false;
    },
  };
}
