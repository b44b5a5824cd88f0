import { z } from 'zod';
import { challengeForm } from '../challenges/progress.js';
import { displayOnly, id, instant, locale, timeZone } from '../contract/index.js';
import { secureBehaviours } from '../recognition/behaviours.js';

/** A department on the wall: light of this week, place of this season. While it has fewer than five people all figures are null. */
export const wallDepartment = z.object({
  id,
  name: z.string(),
  people: z.number().int().nullable(),
  /** People who did something secure this week. */
  active: z.number().int().nullable(),
  rank: z.number().int().min(1).nullable(),
  score: z.number().nullable(),
});
export type WallDepartment = z.infer<typeof wallDepartment>;

/** A building of a challenge, in windows of sixty. */
export const wallSide = z.object({
  id: z.string(),
  name: z.string(),
  lit: z.number().int().min(0).max(60).nullable(),
  /** Share of its people whose points counted. */
  participation: z.number().min(0).max(1).nullable(),
});
export type WallSide = z.infer<typeof wallSide>;

export const wallChallenge = z.object({
  id,
  form: challengeForm,
  name: z.string(),
  prize: z.string().nullable(),
  endsAt: instant,
  /** Points a person for all sixty windows. */
  target: z.number().int(),
  sides: z.array(wallSide),
});
export type WallChallenge = z.infer<typeof wallChallenge>;

/** What was announced lately, with the thanks of those who had set it up. */
export const wallResult = z.object({
  id,
  form: challengeForm,
  name: z.string(),
  /** Names of sides; the company itself has none. */
  winners: z.array(z.string()),
  thanks: z.string(),
});
export type WallResult = z.infer<typeof wallResult>;

/** Recognition that may be seen by everybody, with the names that its people chose for boards. */
export const wallThanks = z.object({
  id,
  giver: z.string(),
  receiver: z.string(),
  /** What for. Their own words stay within the company: visitors read the wall too. */
  behaviour: z.enum(secureBehaviours),
  at: instant,
});
export type WallThanks = z.infer<typeof wallThanks>;

/** Of each list on a wall at most so many. */
export const mostOnWall = { challenges: 6, results: 2, thanks: 12 } as const;

/** Everything that a wall shows. It is whole each time, so that a later one replaces an earlier one. */
export const wallView = z
  .object({
    organisation: z.string(),
    timeZone,
    locale,
    /** When the truth was read. */
    asOf: instant,
    /** Behind the truth, or perhaps so. */
    stale: z.boolean(),
    departments: z.array(wallDepartment),
    challenges: z.array(wallChallenge).max(mostOnWall.challenges),
    results: z.array(wallResult).max(mostOnWall.results),
    thanks: z.array(wallThanks).max(mostOnWall.thanks),
  })
  .meta({ id: 'Wall' });
export type WallView = z.infer<typeof wallView>;

/** The client that the server hands out: a page of another one loads itself anew. Null where none was built. */
export const clientBuild = z.string().nullable();

export const wallToServer = {
  'wall:watch': { access: displayOnly, request: z.strictObject({}), answer: z.object({ ok: z.boolean() }) },
} as const;
export const wallToClient = {
  'wall:shown': wallView,
  /** Every few seconds, also while nothing changes. */
  'wall:beat': z.object({ stale: z.boolean(), build: clientBuild }),
  /** The link was revoked, or the screen was away for too long. The connection closes right after. */
  'display:ended': z.object({}),
} as const;
