import { listPeriods } from '@vigil/shared/leaderboards';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';
import type { BoardUnit } from './board.store';

/** The periods of a unit that can be looked at, newest first. A list that does not come leaves the present one. */
export function usePeriods(unit: () => BoardUnit) {
  return useLoaded(async (signal) => {
    const asked = unit();
    if (asked === 'all') return [];
    return (await call(listPeriods, { query: { unit: asked } }, { signal })).items;
  });
}
