import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { asProblem, type ProblemError } from './problem';
import { useProblemText, type ProblemText } from './use-problem-text';

/** One write of a form: busy while it runs, and its problem in words. A second press while it runs does nothing. */
export function useSubmit(): {
  busy: Readonly<Ref<boolean>>;
  problem: Ref<ProblemError | null>;
  text: ComputedRef<ProblemText | null>;
  /** Runs the work; true when it succeeded. */
  submit: (work: () => Promise<unknown>) => Promise<boolean>;
} {
  const busy = ref(false);
  const problem = shallowRef<ProblemError | null>(null);
  const textOf = useProblemText();

  async function submit(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      problem.value = asProblem(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, text: computed(() => problem.value && textOf(problem.value)), submit };
}
