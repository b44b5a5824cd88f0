import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { apply, readBoard, type BoardDelta, type BoardSubject } from '@vigil/shared/leaderboards';
import type { RouteResult } from '@vigil/shared/contract';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { type Freshness } from '../../lib/freshness';
import { asProblem, type ProblemError } from '../../lib/problem';
import { isAbout } from '../../lib/my-changes';
import { useConnection, type MessageOf } from '../../lib/socket';
import { useMyPlace } from './my-place';
import { usePeriodEnd } from './period-end';
import { useHeartbeat } from '../../lib/heartbeat';

export type BoardUnit = 'week' | 'month' | 'season' | 'all';
export type BoardView = RouteResult<typeof readBoard>;

/** Many clients that find a gap at once must not all ask in the same moment. */
const refetchQuietMs = 150;
const refetchLongestMs = 1_000;

/**
 * One board on screen: a snapshot by HTTP, then deltas by the shared `apply`. A gap, a missed message, a new connection
 * or the end of the period bring a new snapshot; until it is there the board says that it is stale.
 *
 * @param period key of a past period; the present one unless told
 */
export function useBoard(subject: BoardSubject, unit: BoardUnit, period?: string) {
  return defineBoard(subject, unit, period)();
}
export type BoardStore = ReturnType<typeof useBoard>;

function defineBoard(subject: BoardSubject, unit: BoardUnit, period: string | undefined) {
  return defineStore(`board/${subject}/${unit}/${period ?? 'now'}`, () => {
    const connection = useConnection();
    const view = shallowRef<BoardView | null>(null);
    const problem = shallowRef<ProblemError | null>(null);
    const busy = ref(false);
    const serverStale = ref(false);
    const behind = ref(false);
    const heartbeat = useHeartbeat();
    const refetch = afterQuiet(load, refetchQuietMs, refetchLongestMs);
    const place = useMyPlace(() => (subject === 'departments' ? null : (view.value?.window ?? null)));
    const periodEnd = usePeriodEnd(() => refetch.ask());
    let watched: string | null = null;
    let running: AbortController | null = null;
    let users = 0;
    let stops: (() => void)[] = [];

    async function load(): Promise<void> {
      running?.abort();
      const mine = (running = new AbortController());
      busy.value = true;
      try {
        const query = { subject, unit, ...(period ? { period } : {}) };
        const next = await call(readBoard, { query }, { signal: mine.signal });
        if (!mine.signal.aborted) await show(next);
      } catch (thrown) {
        if (mine.signal.aborted) return;
        problem.value = asProblem(thrown);
        // the next silence asks again
        if (users > 0) heartbeat.beat();
      } finally {
        if (running === mine) busy.value = false;
      }
    }

    async function show(next: BoardView): Promise<void> {
      const sameBoard = view.value?.window.boardId === next.window.boardId;
      view.value = next;
      problem.value = null;
      serverStale.value = next.stale;
      behind.value = false;
      periodEnd.expect(next.period.current ? next.period.endsAt : null);
      if (sameBoard) place.refresh();
      else place.load();
      await follow(next.window.boardId);
    }

    async function follow(boardId: string): Promise<void> {
      if (watched !== null && watched !== boardId) connection.unwatchBoard(watched);
      watched = boardId;
      if (connection.state.value !== 'live') return;
      const version = await connection.watchBoard(boardId);
      if (watched !== boardId) return;
      heartbeat.beat();
      // The board moved between the snapshot and the watching.
      if (version !== null && version > (view.value?.window.version ?? 0)) fallBehind();
    }

    function fallBehind(): void {
      behind.value = true;
      refetch.ask();
    }

    function onDelta(delta: BoardDelta): void {
      const shown = view.value;
      if (shown?.window.boardId !== delta.boardId) return;
      heartbeat.beat();
      const next = apply(shown.window, delta);
      if (next === 'stale') return fallBehind();
      if (next === shown.window) return;
      view.value = { ...shown, window: next };
      place.afterDelta();
    }

    function onVersion(message: MessageOf<'board:version'>): void {
      const shown = view.value;
      if (shown?.window.boardId !== message.boardId) return;
      heartbeat.beat();
      serverStale.value = message.stale;
      if (message.version !== shown.window.version) fallBehind();
    }

    /** Begins to follow; each `connect` needs its `disconnect`. */
    function connect(): void {
      if (++users > 1) return;
      heartbeat.start();
      stops = [
        connection.on('board:delta', onDelta),
        connection.on('board:version', onVersion),
        connection.on('me:changed', ({ what }) => isAbout(what, 'points', 'account') && place.refresh()),
        // whoever hears nothing may not be watching at all: a server that could not answer let nobody in
        watch(heartbeat.silent, (silent) => silent && refetch.ask(), { flush: 'sync' }),
        watch(connection.state, (state) => state === 'live' && refetch.ask(), { flush: 'sync' }),
      ];
      void load();
    }

    function disconnect(): void {
      if (users === 0 || --users > 0) return;
      for (const stop of stops) stop();
      for (const part of [refetch, place, periodEnd, heartbeat]) part.stop();
      running?.abort();
      if (watched !== null) connection.unwatchBoard(watched);
      watched = null;
      stops = [];
    }

    const freshness = computed<Freshness>(() => {
      if (connection.state.value === 'offline') return 'offline';
      if (connection.state.value !== 'live') return 'reconnecting';
      return serverStale.value || behind.value || heartbeat.silent.value || problem.value ? 'stale' : 'live';
    });
    const rows = computed(() => view.value?.window.rows ?? []);

    return {
      ...{ view, rows, problem, busy, freshness, load, connect, disconnect },
      ...{ place: place.place, absent: place.absent },
    };
  });
}
