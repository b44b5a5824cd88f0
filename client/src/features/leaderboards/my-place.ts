import { shallowRef, type ShallowRef } from 'vue';
import { rankFromHistogram, readMyPlace, type BoardWindow } from '@vigil/shared/leaderboards';
import type { RouteResult } from '@vigil/shared/contract';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { asProblem } from '../../lib/problem';

export type Place = NonNullable<RouteResult<typeof readMyPlace>['place']>;

const quietMs = 400;
const longestMs = 2_000;
/** On a large board others move all the time; the exact rank needs no request, the faces around me can wait. */
const largeBoardQuietMs = 15_000;

/**
 * My place on a board: fetched, since it is never sent to a room. Undefined until known, null where I have none
 * (not shown, or no points yet). On boards with a histogram the rank is worked out from each delta.
 */
export function useMyPlace(board: () => BoardWindow | null): {
  place: Readonly<ShallowRef<Place | null | undefined>>;
  /** I am not on this board, whatever I earn. */
  absent: Readonly<ShallowRef<boolean>>;
  /** Asks at once, for a board that is new on screen. */
  load: () => void;
  /** Asks when it is quiet. */
  refresh: () => void;
  afterDelta: () => void;
  stop: () => void;
} {
  const place = shallowRef<Place | null>();
  const absent = shallowRef(false);
  let running: AbortController | null = null;
  const soon = afterQuiet(fetchPlace, quietMs, longestMs);
  const later = afterQuiet(fetchPlace, largeBoardQuietMs, largeBoardQuietMs);

  async function fetchPlace(): Promise<void> {
    const boardId = board()?.boardId;
    if (boardId === undefined) return;
    running?.abort();
    const mine = (running = new AbortController());
    // A place that did not come is no news: the last one stays, the board itself says when it is stale.
    try {
      const answer = await call(readMyPlace, { params: { boardId } }, { signal: mine.signal });
      if (mine.signal.aborted || board()?.boardId !== boardId) return;
      place.value = answer.place;
      absent.value = answer.absent;
    } catch (thrown) {
      if (!mine.signal.aborted && asProblem(thrown).mayPass) later.ask();
    }
  }

  function afterDelta(): void {
    const histogram = board()?.histogram;
    if (!histogram) return soon.ask();
    const known = place.value;
    if (known) place.value = { ...known, ...standing(histogram, known.points) };
    later.ask();
  }

  return {
    place,
    absent,
    load() {
      place.value = undefined;
      void fetchPlace();
    },
    refresh: soon.ask,
    afterDelta,
    stop() {
      soon.stop();
      later.stop();
      running?.abort();
    },
  };
}

/** Rank and gap of a score, from how many hold each score (best first). */
function standing(
  histogram: NonNullable<BoardWindow['histogram']>,
  points: number,
): Pick<Place, 'rank' | 'gap'> {
  const next = histogram.filter(([score]) => score > points).at(-1);
  const gap = next && { points: next[0] - points, toRank: rankFromHistogram(histogram, next[0]) };
  return { rank: rankFromHistogram(histogram, points), gap: gap ?? null };
}
