import type { WallChallenge, WallDepartment, WallView } from '@vigil/shared/wall';

/** What a wall shows at one time: a part of the city, or the buildings of a challenge. */
export type Scene =
  | {
      readonly of: 'city';
      readonly id: string;
      readonly departments: readonly WallDepartment[];
      /** Which part of the city it is, from 1. */
      readonly part: number;
      readonly parts: number;
    }
  | { readonly of: 'challenge'; readonly id: string; readonly challenge: WallChallenge };

const lastsMs: Readonly<Record<Scene['of'], number>> = { city: 30_000, challenge: 20_000 };
const noteLastsMs = 12_000;
const minuteMs = 60_000;

/** All scenes in their order: the city, in as many even parts as it takes, then each challenge. @param most buildings that have room */
export function scenesOf(wall: Pick<WallView, 'departments' | 'challenges'>, most: number): Scene[] {
  const parts = Math.max(1, Math.ceil(wall.departments.length / Math.max(1, most)));
  const each = Math.ceil(wall.departments.length / parts);
  const city = Array.from({ length: parts }, (_, i): Scene => {
    const departments = wall.departments.slice(i * each, (i + 1) * each);
    return { of: 'city', id: `city-${i}`, departments, part: i + 1, parts };
  });
  const challenges = wall.challenges
    .filter(({ sides }) => sides.some(({ lit }) => lit !== null))
    .map((challenge): Scene => ({ of: 'challenge', id: challenge.id, challenge }));
  return [...city, ...challenges];
}

/** Which scene is on at a moment. It follows from the moment alone, so that all screens of a lobby change together. */
export function sceneAt(scenes: readonly Scene[], nowMs: number): Scene | null {
  const all = scenes.reduce((sum, scene) => sum + lastsMs[scene.of], 0);
  let left = all > 0 ? nowMs % all : 0;
  for (const scene of scenes) {
    left -= lastsMs[scene.of];
    if (left < 0) return scene;
  }
  return null;
}

/** How many times the notes have changed until a moment. */
export const turnAt = (nowMs: number): number => Math.floor(nowMs / noteLastsMs);

/** Which of several notes has its turn. */
export function noteOf<T>(notes: readonly T[], turn: number): T | null {
  return notes[turn % Math.max(1, notes.length)] ?? null;
}

/** The minute that a moment belongs to: what changes by the minute is not drawn by the second. */
export const minuteAt = (nowMs: number): number => Math.floor(nowMs / minuteMs) * minuteMs;

/** How long something still runs, told as a minute at least. */
export const leftMs = (endsAt: string, nowMs: number): number =>
  Math.max(minuteMs, Date.parse(endsAt) - minuteAt(nowMs));

/** By day the wall shows the dawn, by night the night: hours of the organisation's zone. */
export function lookAt(nowMs: number, timeZone: string): 'light' | 'dark' {
  const hour = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(nowMs);
  return Number(hour) >= 7 && Number(hour) < 19 ? 'light' : 'dark';
}

const driftMinutes = 30;

/** A few pixels that the picture moves in half an hour, and back: no edge burns into a screen that runs for weeks. In −1..1. */
export function driftAt(nowMs: number): { readonly x: number; readonly y: number } {
  const turn = (2 * Math.PI * (minuteAt(nowMs) / minuteMs)) / driftMinutes;
  return { x: Math.sin(turn), y: Math.sin(2 * turn) };
}
