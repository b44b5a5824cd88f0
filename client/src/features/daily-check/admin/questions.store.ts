import { defineStore } from 'pinia';
import { computed } from 'vue';
import {
  addQuestion,
  listQuestions,
  retireQuestion,
  reviveQuestion,
  type KeptQuestion,
  type Question,
} from '@vigil/shared/daily-check';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

/** All questions of the daily check, those that came with Vigil and our own. */
export const useQuestions = defineStore('daily-questions', () => {
  const list = useLoaded((signal) => call(listQuestions, {}, { signal }));
  const items = computed(() => list.value.value?.items ?? null);
  const fewest = computed(() => list.value.value?.fewest ?? 0);
  const inUse = computed(() => items.value?.filter((q) => q.retiredAt === null).length ?? 0);

  function put(next: KeptQuestion): void {
    const rest = (items.value ?? []).map((q) => (q.id === next.id ? next : q));
    list.set({ items: rest, fewest: fewest.value });
  }
  async function add(question: Question): Promise<void> {
    const added = await call(addQuestion, { body: question });
    list.set({ items: [added, ...(items.value ?? [])], fewest: fewest.value });
  }
  async function setRetired(questionId: string, retired: boolean): Promise<void> {
    put(await call(retired ? retireQuestion : reviveQuestion, { params: { questionId } }));
  }
  return {
    items,
    fewest,
    inUse,
    problem: list.problem,
    busy: list.busy,
    load: list.load,
    cancel: list.cancel,
    add,
    setRetired,
  };
});
