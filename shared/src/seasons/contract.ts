import { z } from 'zod';
import { challengeForm } from '../challenges/progress.js';
import { id, problem, route, signedIn } from '../contract/index.js';
import { seasonNumbers } from './rules.js';

const tag = 'Seasons';
const params = z.strictObject({ seasonKey: z.string().regex(/^\d{4}-Q[1-4]$/) });
export const seasonNotFound = problem('season-not-found', 404, 'There was no such season here.');

/** A season: it runs, its last facts are being counted, or it is closed for good. */
export const seasonCard = z
  .object({
    /** `2026-Q4` */
    key: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    /** From when on it is closed; facts of it that come later count in the season that runs by then. */
    closesAt: z.iso.datetime(),
    state: z.enum(['running', 'counting', 'closed']),
  })
  .meta({ id: 'Season' });
export type SeasonCard = z.infer<typeof seasonCard>;

/** A challenge that ended in a season. */
export const seasonChallenge = z
  .object({
    id,
    name: z.string(),
    form: challengeForm,
    endsAt: z.iso.datetime(),
    /** Names of the sides that won, once they are announced; none where everybody plays alone. */
    winners: z.array(z.string()),
  })
  .meta({ id: 'SeasonChallenge' });
export type SeasonChallenge = z.infer<typeof seasonChallenge>;

export const seasonView = z
  .object({
    season: seasonCard,
    /** The last hundred at most. Final standings are the boards of the season: closed ones move no more. */
    challenges: z.array(seasonChallenge),
  })
  .meta({ id: 'SeasonArchive' });
export type SeasonView = z.infer<typeof seasonView>;

/** My season in five numbers: of nobody else, for nobody else. */
export const mySeason = z
  .object({
    season: seasonCard,
    numbers: z.array(z.object({ what: z.enum(seasonNumbers), value: z.number().int().min(0) })).length(5),
  })
  .meta({ id: 'MySeason' });
export type MySeason = z.infer<typeof mySeason>;

export const listSeasons = route({
  method: 'GET',
  path: '/api/seasons',
  tag,
  access: signedIn,
  summary: 'Seasons since the organisation began, newest first',
  response: z.object({ items: z.array(seasonCard) }),
});
export const readSeason = route({
  method: 'GET',
  path: '/api/seasons/:seasonKey',
  tag,
  access: signedIn,
  summary: 'A season and the challenges that ended in it; its final standings are the boards of the season',
  params,
  response: seasonView,
  problems: [seasonNotFound],
});
export const readMySeason = route({
  method: 'GET',
  path: '/api/seasons/:seasonKey/mine',
  tag,
  access: signedIn,
  summary: 'My season in five numbers; only I can read them',
  params,
  response: mySeason,
  problems: [seasonNotFound],
});
