import { onUnmounted, shallowRef, watch } from 'vue';
import { simulateSeasons, type SimulatedSeasons, withChances } from '@vigil/shared/leaderboards';

export const ways = ['sum', 'average', 'live'] as const;
export type Way = (typeof ways)[number];

/** Departments of a simulated company that are drawn together. */
export interface SizeGroup {
  /** People of each of its departments; the fewest and the most where they differ. */
  readonly from: number;
  readonly to: number;
  readonly departments: number;
  /** By way of ranking: the share of seasons in which one of them was first alone. */
  readonly alone: Readonly<Record<Way, number>>;
}
export interface Equals {
  readonly seasons: number;
  readonly groups: readonly SizeGroup[];
}

/** Five departments of each size: sizes far enough apart to show what size does. */
export const referenceSizes: readonly number[] = [5, 20, 60, 200].flatMap((people) =>
  Array<number>(5).fill(people),
);
const chances = 4;
const mostGroups = 4;
/** What a phone does without being felt: draws at one go, and altogether. */
const drawsAtOnce = 400_000;
const drawsAltogether = 6_000_000;
const fewestSeasons = 100;
const mostSeasons = 1_000;

/**
 * Seasons of a company in which everybody behaves alike, played here and now by the rule that ranks the boards. Always
 * the same seasons for the same sizes. Played in short turns, so that the page stays at hand; null until done.
 */
export function useEquals(sizes: () => readonly number[]) {
  const equals = shallowRef<Equals | null>(null);
  let turn: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => sizes().join(),
    () => {
      clearTimeout(turn);
      equals.value = null;
      if (sizes().length > 0) play(sizes(), 0, []);
    },
    { immediate: true },
  );
  onUnmounted(() => clearTimeout(turn));

  function play(people: readonly number[], batch: number, played: readonly SimulatedSeasons[]): void {
    turn = setTimeout(() => {
      const plan = planOf(people);
      const departments = withChances(people);
      const wish = { departments, chances, seasons: plan.seasonsAtOnce, seed: `vigil ${batch}` };
      const all = [...played, simulateSeasons(wish)];
      if (all.length < plan.batches) play(people, batch + 1, all);
      else equals.value = summed(people, all);
    });
  }
  return equals;
}

/** How many seasons, in how many turns. */
export function planOf(sizes: readonly number[]): { seasonsAtOnce: number; batches: number } {
  const draws = sizes.reduce((sum, people) => sum + people, 0) * chances;
  const seasons = Math.min(mostSeasons, Math.max(fewestSeasons, Math.floor(drawsAltogether / draws)));
  const seasonsAtOnce = Math.min(seasons, Math.max(1, Math.floor(drawsAtOnce / draws)));
  return { seasonsAtOnce, batches: Math.ceil(seasons / seasonsAtOnce) };
}

/** Puts departments of like size together, smallest first, and adds up their first places. */
export function summed(sizes: readonly number[], played: readonly SimulatedSeasons[]): Equals {
  const seasons = played.reduce((sum, one) => sum + one.seasons, 0);
  const shareOf = (way: Way, members: readonly number[]): number =>
    played.reduce((sum, one) => sum + members.reduce((own, i) => own + (one[way].alone[i] ?? 0), 0), 0) /
    seasons;
  const groups = groupsOf(sizes).map((members): SizeGroup => {
    const people = members.map((i) => sizes[i] ?? 0);
    return {
      ...{ from: Math.min(...people), to: Math.max(...people), departments: members.length },
      alone: {
        sum: shareOf('sum', members),
        average: shareOf('average', members),
        live: shareOf('live', members),
      },
    };
  });
  return { seasons, groups };
}

/** Indexes by size: one group for each size, or about equally many departments in each of four. */
function groupsOf(sizes: readonly number[]): number[][] {
  const rising = sizes.map((_, i) => i).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  const distinct = [...new Set(rising.map((i) => sizes[i]))];
  const perGroup = Math.ceil(distinct.length / Math.min(mostGroups, distinct.length));
  const groups: number[][] = [];
  for (const i of rising) (groups[Math.floor(distinct.indexOf(sizes[i]) / perGroup)] ??= []).push(i);
  return groups;
}
