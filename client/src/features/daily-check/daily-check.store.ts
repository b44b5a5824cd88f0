import { defineStore } from 'pinia';
import { answerCheck, openTodaysCheck, readTodaysCheck } from '@vigil/shared/daily-check';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** Today's check. Opening it asks the question; the first answer counts. */
export const useDailyCheck = defineStore('daily-check', () => {
  const check = useLoaded((signal) => call(readTodaysCheck, {}, { signal }));
  async function open(): Promise<void> {
    check.set(await call(openTodaysCheck, {}));
  }
  async function answer(day: string, place: number): Promise<void> {
    check.set(await call(answerCheck, { body: { day, answer: place } }));
  }
  return {
    check: check.value,
    problem: check.problem,
    busy: check.busy,
    load: check.load,
    cancel: check.cancel,
    open,
    answer,
  };
});
