import { z } from 'zod';
import { id, signedIn } from '../contract/index.js';

/** How a challenge is played: departments race, the company has a goal, mixed teams race, or everybody for themselves. */
export const challengeForm = z.enum(['race', 'goal', 'teams', 'quest']);
export type ChallengeForm = z.infer<typeof challengeForm>;
/** Its life, in this order and never back, but that what was asked for in vain is a draft again. */
export const challengeState = z.enum(['draft', 'scheduled', 'live', 'closed', 'announced']);
export type ChallengeState = z.infer<typeof challengeState>;

/** A building: a department, a team, or the company. While it has fewer people than may be told of, all figures are null. */
export const challengeSide = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Who belongs to it; hidden ones too: how big it is says nothing about anybody. */
    people: z.number().int().nullable(),
    /** Points a person, weighted by presence, to one decimal. */
    average: z.number().nullable(),
    /** Windows that are lit, of sixty; one is 1/60 of the target. */
    lit: z.number().int().min(0).max(60).nullable(),
    /** Share of its people whose points counted, 0 to 1, in whole percents. */
    participation: z.number().nullable(),
    /** By the fair rule: sides that luck alone may part share a rank. */
    rank: z.number().int().min(1).nullable(),
  })
  .meta({ id: 'ChallengeSide' });
export type ChallengeSide = z.infer<typeof challengeSide>;

/**
 * How many of those who show their names would have reached a target: a share in steps of a twentieth, told where five and
 * more have and five and more have not; else that fewer than five have (`few`) or have not (`most`), or nothing.
 */
export const questReach = z
  .discriminatedUnion('told', [
    z.object({ told: z.enum(['nothing', 'few', 'most']) }),
    z.object({ told: z.literal('share'), share: z.number().min(0).max(1) }),
  ])
  .meta({ id: 'QuestReach' });
export type QuestReach = z.infer<typeof questReach>;

/** What a challenge shows to everybody at one version; it is whole each time, so that a later one replaces an earlier one. */
export const challengeProgress = z
  .object({
    challengeId: id,
    version: z.number().int().min(0),
    state: challengeState,
    asOf: z.iso.datetime(),
    /** In the order in which they were named; none in a quest. */
    sides: z.array(challengeSide),
  })
  .meta({ id: 'ChallengeProgress' });
export type ChallengeProgress = z.infer<typeof challengeProgress>;

export const challengeWatchRequest = z.strictObject({ challengeId: id });
export const challengeWatchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), version: z.number().int() }),
  z.object({ ok: z.literal(false), problem: z.string() }),
]);
/** Socket events of challenges: clients ask to watch, the server tells. */
export const challengesToServer = {
  'challenge:watch': {
    access: signedIn,
    request: challengeWatchRequest,
    answer: challengeWatchAnswer,
  },
  'challenge:unwatch': {
    access: signedIn,
    request: challengeWatchRequest,
    answer: challengeWatchAnswer,
  },
} as const;
export const challengesToClient = {
  'challenge:progress': challengeProgress,
  /** Repeated every few seconds to those who watch: a client that missed a message finds out. */
  'challenge:version': z.object({ challengeId: id, version: z.number().int() }),
} as const;
