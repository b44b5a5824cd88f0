import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { problems } from '@vigil/shared/contract';
import { displayLinkUnknown, openWall, readWall, type WallView } from '@vigil/shared/wall';
import { call } from '../../lib/api';
import type { Freshness } from '../../lib/freshness';
import { useHeartbeat } from '../../lib/heartbeat';
import { asProblem, type ProblemError } from '../../lib/problem';
import { useDisplayConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** How often it looks after itself, each screen from a moment of its own. */
const lookEveryMs = 30_000;
/** The cookie is renewed this often, also while nothing is wrong. */
const renewEveryMs = 6 * 3_600_000;

/**
 * The wall on this screen: whole each time, so that nothing can be missed and nothing piles up. What cannot be reached is
 * tried again for as long as the page stands; what was shown last stays, with the moment when it was last known to hold.
 */
export const useWall = defineStore('wall', () => {
  const connection = useDisplayConnection();
  const heartbeat = useHeartbeat();
  const fetched = useLoaded((signal) => call(readWall, {}, { signal }));
  const refused = shallowRef<ProblemError | null>(null);
  const ended = ref(false);
  const build = ref<string | null>(null);
  const heldAt = ref<number | null>(null);
  const behind = ref(false);
  let token: string | null = null;
  let loadedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stops: (() => void)[] = [];

  const wall = computed(() => fetched.value.value?.wall ?? null);

  function hold(stale: boolean): void {
    heartbeat.beat();
    behind.value = stale;
    if (!stale) heldAt.value = Date.now();
  }
  function end(): void {
    ended.value = true;
    disconnect();
  }

  async function load(): Promise<void> {
    await fetched.load();
    if (fetched.problem.value?.is(problems.unauthenticated)) end();
    const got = fetched.value.value;
    if (got === null || fetched.problem.value !== null) return;
    loadedAt = Date.now();
    build.value = got.build;
    hold(got.wall.stale);
  }
  function show(next: WallView): void {
    fetched.set({ wall: next, build: build.value });
    hold(next.stale);
  }
  async function follow(): Promise<void> {
    // in the room before it is read: nothing can fall in between
    await connection.watchWall();
    await load();
  }
  async function enter(): Promise<void> {
    try {
      if (token !== null) await call(openWall, { body: { token } });
      token = null;
      refused.value = null;
      await load();
      if (!ended.value) connection.connect();
    } catch (thrown) {
      refused.value = asProblem(thrown);
      if (refused.value.is(displayLinkUnknown)) disconnect();
    }
  }
  function look(): void {
    const now = Date.now();
    if (token !== null) void enter();
    else if (connection.state.value !== 'live' || heartbeat.silent.value || fetched.problem.value) {
      connection.connect();
      void load();
    } else if (now - loadedAt > renewEveryMs) void load();
    timer = setTimeout(look, lookEveryMs);
  }

  /** Opens the wall, with the token of a link or as the screen that this browser is already. */
  function connect(link: string | null): void {
    token = link;
    ended.value = false;
    stops = [
      connection.on('wall:shown', show),
      connection.on('wall:beat', (beat) => {
        build.value = beat.build;
        hold(beat.stale);
      }),
      connection.on('display:ended', end),
      watch(connection.state, (state) => state === 'live' && void follow(), { flush: 'sync' }),
    ];
    void enter();
    timer = setTimeout(look, lookEveryMs * (0.5 + Math.random()));
  }
  function disconnect(): void {
    for (const stop of stops) stop();
    stops = [];
    clearTimeout(timer);
    heartbeat.stop();
    fetched.cancel();
    connection.disconnect();
  }

  const freshness = computed<Freshness>(() => {
    if (connection.state.value === 'offline') return 'offline';
    if (connection.state.value !== 'live') return 'reconnecting';
    return behind.value || heartbeat.silent.value || fetched.problem.value ? 'stale' : 'live';
  });

  return { wall, refused, problem: fetched.problem, ended, build, heldAt, freshness, connect, disconnect };
});
