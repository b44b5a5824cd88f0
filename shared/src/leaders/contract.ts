import { z } from 'zod';
import { day, only, route, signedIn } from '../contract/index.js';
import { kind } from '../points/ruleset.js';
import { secureBehaviours } from '../recognition/behaviours.js';
import { colleagueHandle } from '../recognition/contract.js';

const tag = 'Leaders';
/** So far back a card looks. */
export const cardWeeks = 12;
/** Numbers of answers are told in these steps: no single one can be seen to come. */
export const answerSteps = [500, 200, 100, 50, 20, 10, 5] as const;

/** Somebody who goes first: what they do themselves, never how anything went. */
export const leaderCard = z
  .object({
    name: z.string(),
    department: z.string(),
    role: z.enum(['leader', 'security']),
    /** In which of the last weeks they did something secure, the oldest first. */
    weeks: z.array(z.boolean()).length(cardWeeks),
    /** Public recognition that they gave in these weeks. */
    thanked: z.number().int(),
    /** Lights that they granted out of their budget in these weeks. */
    lights: z.number().int(),
    /** Time for security that they gave each person of a department this season, up to today, in minutes. */
    minutes: z.number().int(),
    /** Reports and questions that they answered in these weeks: at least so many; 0 below the first step. */
    answered: z.number().int(),
  })
  .meta({ id: 'LeaderCard' });
export type LeaderCard = z.infer<typeof leaderCard>;

export const listLeaders = route({
  method: 'GET',
  path: '/api/leaders',
  tag,
  access: signedIn,
  summary:
    'Leaders, then the security team: what they do themselves. Who does not show the name is not among them',
  response: z.object({ items: z.array(leaderCard) }),
});

/** Facts that a leader may thank for: done on purpose, and telling nothing of anybody who is not on the list. */
export const thankableKinds = [
  'training.completed',
  'policy.attested',
  'habit.adopted',
  'suggestion.adopted',
  'colleague.helped',
] as const;
export const listPeopleToThank = route({
  method: 'GET',
  path: '/api/me/people-to-thank',
  tag,
  access: only('leader'),
  summary: 'People of my departments with something to thank them for, as they chose to be seen',
  response: z.object({
    items: z.array(
      z.object({
        handle: colleagueHandle,
        name: z.string(),
        department: z.string(),
        kind,
        day,
        /** What it would be thanked for. */
        behaviour: z.enum(secureBehaviours),
      }),
    ),
  }),
});
export type PersonToThank = z.infer<typeof listPeopleToThank.response>['items'][number];
