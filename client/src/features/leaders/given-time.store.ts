import { defineStore } from 'pinia';
import { giveTime, listMyGivenTime, listTimeForMe, type NewTime, withdrawTime } from '@vigil/shared/leaders';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** Time for security: what I gave my departments, and what my department was given. */
export const useGivenTime = defineStore('given-time', () => {
  const mine = useLoaded((signal) => call(listMyGivenTime, {}, { signal }));
  const forMe = useLoaded(async (signal) => (await call(listTimeForMe, {}, { signal })).items);

  async function change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } finally {
      // also after a refusal: what is shown was not the present
      await mine.load();
    }
  }
  return {
    mine,
    forMe,
    give: (body: NewTime) => change(() => call(giveTime, { body })),
    withdraw: (timeId: string) => change(() => call(withdrawTime, { params: { timeId } })),
  };
});
