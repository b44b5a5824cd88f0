import { readTrend } from '@vigil/shared/leaderboards';
import type { RouteResult } from '@vigil/shared/contract';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

export type Trend = RouteResult<typeof readTrend>;

/** The weeks of a season. */
export function useTrend(season: () => string) {
  return useLoaded((signal) => call(readTrend, { query: { season: season() } }, { signal }));
}
