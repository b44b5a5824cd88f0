import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import {
  findColleagues,
  giveRecognition,
  hideRecognition,
  listMyRecognitions,
  listRecognitions,
  type MyRecognition,
  type NewRecognition,
  type Reaction,
  reactToRecognition,
  readRecognition,
  type WallLine,
  withdrawRecognition,
} from '@vigil/shared/recognition';
import { usePages } from '../../lib/admin/use-pages';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import type { Freshness } from '../../lib/freshness';
import { isAbout } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

const quietMs = 150;
const longestMs = 800;
const pageSize = 30;

/** The wall, and what I give and get: fetched again whenever the server says that it changed. */
export const useRecognition = defineStore('recognition', () => {
  const connection = useConnection();
  const setup = useLoaded((signal) => call(readRecognition, {}, { signal }));
  const wall = usePages<WallLine>((cursor, signal) =>
    call(listRecognitions, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const own = (view: 'received' | 'given') =>
    usePages<MyRecognition>((cursor, signal) =>
      call(listMyRecognitions, { query: { cursor, limit: pageSize, view } }, { signal }),
    );
  const received = own('received');
  const given = own('given');
  const lists = [wall, received, given] as const;
  const load = () => Promise.all([setup.load(), ...lists.map((list) => list.refresh())]);
  const refresh = afterQuiet(load, quietMs, longestMs);
  let users = 0;
  let stops: (() => void)[] = [];

  async function follow(): Promise<void> {
    if (connection.state.value !== 'live') return;
    await connection.watchRecognition();
    // what happened while nobody listened
    await load();
  }
  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    if (++users > 1) return;
    stops = [
      connection.on('recognition:changed', () => refresh.ask()),
      connection.on('me:changed', ({ what }) => isAbout(what, 'recognition') && refresh.ask()),
      watch(connection.state, (state) => state === 'live' && void follow(), { flush: 'sync' }),
    ];
    void Promise.all([setup.load(), ...lists.map((list) => list.first())]);
    if (connection.state.value === 'live') void connection.watchRecognition();
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    for (const stop of stops) stop();
    refresh.stop();
    connection.unwatchRecognition();
    for (const one of [setup, ...lists]) one.cancel();
  }
  const freshness = computed<Freshness>(() => {
    if (connection.state.value === 'offline') return 'offline';
    if (connection.state.value === 'reconnecting') return 'reconnecting';
    return wall.problem.value ? 'stale' : 'live';
  });

  async function thenLoad<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      // also after a refusal: what is shown was not the present
      await load();
    }
  }

  return {
    ...{ setup, wall, received, given, freshness, reload: load, connect, disconnect },
    find: async (search: string, signal: AbortSignal) =>
      (await call(findColleagues, { query: { search } }, { signal })).items,
    give: (body: NewRecognition) => thenLoad(call(giveRecognition, { body })),
    withdraw: (recognitionId: string) => thenLoad(call(withdrawRecognition, { params: { recognitionId } })),
    hide: (recognitionId: string, reason: string) =>
      thenLoad(call(hideRecognition, { params: { recognitionId }, body: { reason } })),
    react: (recognitionId: string, reaction: Reaction | null) =>
      thenLoad(call(reactToRecognition, { params: { recognitionId }, body: { reaction } })),
  };
});
