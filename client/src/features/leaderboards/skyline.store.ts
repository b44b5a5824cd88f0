import { defineStore } from 'pinia';
import { readSkyline } from '@vigil/shared/leaderboards';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

const quietMs = 300;
const longestMs = 1_500;

/** The city of this week. It is drawn anew when the board behind it moves; whoever shows it also follows that board. */
export const useSkyline = defineStore('skyline', () => {
  const connection = useConnection();
  const city = useLoaded((signal) => call(readSkyline, {}, { signal }));
  const refresh = afterQuiet(city.load, quietMs, longestMs);
  let stops: (() => void)[] = [];

  function connect(): void {
    stops = [
      connection.on('board:delta', ({ boardId }) => boardId === city.value.value?.boardId && refresh.ask()),
      connection.on('board:version', ({ boardId, version }) => {
        const drawn = city.value.value;
        if (boardId === drawn?.boardId && version > drawn.version) refresh.ask();
      }),
    ];
    void city.load();
  }
  function disconnect(): void {
    for (const stop of stops) stop();
    refresh.stop();
    city.cancel();
  }

  return { city: city.value, problem: city.problem, load: city.load, connect, disconnect };
});
