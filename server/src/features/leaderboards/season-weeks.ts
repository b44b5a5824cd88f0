import { type Period, periodBounds, weekOf, type Zoned } from '@vigil/shared/calendar';

const dayMs = 86_400_000;
/** More than half of a week. */
const mostDays = 4;

/** The weeks of a season, oldest first: each belongs to the season that has most of its days. */
export function weeksOf(season: Period, calendar: Zoned): Period[] {
  const { startMs, endMs } = periodBounds(season, calendar);
  if (startMs === null || endMs === null) return [];
  const days = new Map<string, number>();
  // noon is on its day whatever the clocks do
  for (let noon = startMs + dayMs / 2; noon < endMs; noon += dayMs) {
    const key = weekOf(noon, calendar);
    days.set(key, (days.get(key) ?? 0) + 1);
  }
  return [...days].filter(([, count]) => count >= mostDays).map(([key]) => ({ unit: 'week' as const, key }));
}
