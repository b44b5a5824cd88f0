import type { ChartLine } from '../../../ui';
import type { Trend } from './trend.store';

/** More lines than this are a tangle: then only those that are read are drawn. */
const mostLines = 8;

/**
 * The lines worth drawing: mine with what may be luck around it, one beside it, the company's mean, and the others
 * faintly behind where they are few. What is read lies on top.
 */
export function linesOf(
  { departments, companyMean }: Trend,
  read: { mineId: string | null; besideId: string | null; meanName: string },
): ChartLine[] {
  const of = (one: Trend['departments'][number], tone: ChartLine['tone']): ChartLine => ({
    ...{ id: one.id, name: one.name, tone },
    values: one.weeks.map((week) => week?.score ?? null),
    ...(tone === 'mine' ? { spread: one.weeks.map((week) => week?.noise ?? null) } : {}),
  });
  const mine = departments.find((one) => one.id === read.mineId);
  const beside = departments.find((one) => one.id === read.besideId && one !== mine);
  const others =
    departments.length > mostLines ? [] : departments.filter((one) => one !== mine && one !== beside);
  return [
    ...others.map((one) => of(one, 'faint')),
    { id: 'mean', name: read.meanName, values: companyMean, tone: 'mean' },
    ...(beside ? [of(beside, 'beside')] : []),
    ...(mine ? [of(mine, 'mine')] : []),
  ];
}

/** Whom to hold the own department against unless told: the first of the latest week, or the next one. */
export function usualBeside({ departments }: Trend, mineId: string | null): string | null {
  const rankOf = (one: Trend['departments'][number]) =>
    one.weeks.findLast((week) => week !== null)?.rank ?? Infinity;
  const others = departments.filter((one) => one.id !== mineId).sort((a, b) => rankOf(a) - rankOf(b));
  return others[0]?.id ?? null;
}
