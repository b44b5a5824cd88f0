import { defineStore } from 'pinia';
import { readDivisions, updateDivisions, type DivisionLimits } from '@vigil/shared/leaderboards';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

/** Up to how many people a department is small, and up to how many it is medium. */
export const useDivisions = defineStore('divisions', () => {
  const limits = useLoaded((signal) => call(readDivisions, {}, { signal }));
  async function update(body: DivisionLimits): Promise<void> {
    limits.set(await call(updateDivisions, { body }));
  }
  return { limits: limits.value, problem: limits.problem, busy: limits.busy, load: limits.load, update };
});
