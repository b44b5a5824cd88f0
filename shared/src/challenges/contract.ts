import { z } from 'zod';
import { id, nothing, only, plainText, problem, route, signedIn } from '../contract/index.js';
import { kind } from '../points/ruleset.js';
import { challengeDraft } from './draft.js';
import { challengeForm, challengeProgress, challengeSide, challengeState, questReach } from './progress.js';
import { templateIds } from './templates.js';

const tag = 'Challenges';
const hosts = only('security', 'leader');
const params = z.strictObject({ challengeId: id });
export const challengeMoved = problem(
  'challenge-moved',
  409,
  'The challenge has moved on meanwhile, so this is no longer possible.',
);
export const challengeTooLate = problem(
  'challenge-too-late',
  409,
  'The challenge would have begun already: choose a later start.',
);
export const notYourDepartment = problem(
  'not-your-department',
  403,
  'A leader sets up challenges in which a department of their own takes part.',
);

/** What everybody may know of a challenge. */
export const challengeCard = z
  .object({
    id,
    form: challengeForm,
    template: z.enum(templateIds).nullable(),
    name: z.string(),
    text: z.string().nullable(),
    state: challengeState,
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    target: z.number().int(),
    kinds: z.array(kind),
    prize: z.string().nullable(),
    departments: z.array(z.object({ id, name: z.string() })),
    teams: z.array(z.string()),
    /** What the sides show, as it was published last. */
    sides: z.array(challengeSide),
  })
  .meta({ id: 'ChallengeCard' });
export type ChallengeCard = z.infer<typeof challengeCard>;

/** What was achieved, once it is counted. */
export const challengeResult = z
  .object({
    sides: z.array(challengeSide),
    /** Ids of sides; several where luck alone may part them. Empty: nobody, or each for themselves. */
    winners: z.array(z.string()),
    /** Of all sides that may be told of. */
    points: z.number().int(),
    /** How often each kind counted; only kinds to which five people and more brought something. */
    acts: z.array(z.object({ kind, times: z.number().int() })),
  })
  .meta({ id: 'ChallengeResult' });
export type ChallengeResult = z.infer<typeof challengeResult>;

export const challengeView = z
  .object({
    card: challengeCard,
    progress: challengeProgress,
    /** When the last facts are counted. */
    closesAt: z.iso.datetime(),
    /** Points that the winners get, by the rules of now. */
    prizePoints: z.number().int(),
    /** Once announced. */
    result: challengeResult.nullable(),
    thanks: z.string().nullable(),
    mine: z.object({
      /** The side that I play for. */
      sideId: z.string().nullable(),
      /** Of a quest. */
      joinedAt: z.iso.datetime().nullable(),
      /** My points that count here; nobody else sees them. */
      points: z.number().int(),
      /** Once closed: whether I have won. */
      won: z.boolean().nullable(),
    }),
    may: z.object({
      edit: z.boolean(),
      announce: z.boolean(),
      join: z.boolean(),
      /** Departments that I lead and that were asked to take part. */
      agreeFor: z.array(z.object({ id, name: z.string() })),
    }),
    /** For those who set it up: who was asked, what they said, and who said so. */
    asked: z.array(
      z.object({ id, name: z.string(), agreed: z.boolean().nullable(), by: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Challenge' });
export type ChallengeView = z.infer<typeof challengeView>;

export const listChallenges = route({
  method: 'GET',
  path: '/api/challenges',
  tag,
  access: signedIn,
  summary: 'Challenges that run, that come, and the last hundred that are over; drafts for who sets them up',
  response: z.object({ items: z.array(challengeCard), mayHost: z.boolean() }),
});
export const readChallenge = route({
  method: 'GET',
  path: '/api/challenges/:challengeId',
  tag,
  access: signedIn,
  summary: 'One challenge: how it stands, what is mine in it, and its result once announced',
  params,
  response: challengeView,
});
export const readChallengeChoices = route({
  method: 'GET',
  path: '/api/challenges/choices',
  tag,
  access: hosts,
  summary: 'What a challenge can be made of: departments, and the kinds that earn points now',
  response: z.object({
    departments: z.array(
      z.object({
        id,
        name: z.string(),
        /** Null below five: such a department cannot race. */
        people: z.number().int().nullable(),
        /** I lead it, or need nobody's consent. */
        mine: z.boolean(),
      }),
    ),
    kinds: z.array(z.object({ kind, points: z.number().int() })),
    prizePoints: z.number().int(),
    /** Whether only challenges with a department of mine are open to me. */
    onlyMine: z.boolean(),
  }),
});
export const previewChallenge = route({
  method: 'POST',
  path: '/api/challenges/preview',
  tag,
  access: hosts,
  summary:
    'How it would have gone in a window of the same length that ends now, with teams drawn for example; changes nothing',
  body: challengeDraft,
  response: z.object({
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    /** None in a quest. Mixed teams are an example: they are drawn when it begins. */
    sides: z.array(challengeSide),
    /** Of a quest: how many would have reached the target. */
    reach: questReach.nullable(),
  }),
  problems: [notYourDepartment],
});
export const addChallenge = route({
  method: 'POST',
  path: '/api/challenges',
  tag,
  access: hosts,
  summary: 'Set up a challenge; a draft until it is scheduled',
  body: challengeDraft,
  response: challengeView,
  status: 201,
  problems: [notYourDepartment],
});
export const updateChallenge = route({
  method: 'PUT',
  path: '/api/challenges/:challengeId',
  tag,
  access: hosts,
  summary: 'Change a draft; those who were asked are asked anew',
  params,
  body: challengeDraft,
  response: challengeView,
  problems: [notYourDepartment, challengeMoved],
});
export const removeChallenge = route({
  method: 'DELETE',
  path: '/api/challenges/:challengeId',
  tag,
  access: hosts,
  summary: 'Remove a challenge that has not begun',
  params,
  response: nothing,
  status: 204,
  problems: [challengeMoved],
});
export const scheduleChallenge = route({
  method: 'POST',
  path: '/api/challenges/:challengeId/schedule',
  tag,
  access: hosts,
  summary: 'Let it begin at its time; departments of other leaders are asked first',
  params,
  response: challengeView,
  problems: [challengeMoved, challengeTooLate],
});
export const answerChallenge = route({
  method: 'POST',
  path: '/api/challenges/:challengeId/answer',
  tag,
  access: hosts,
  summary:
    'Say for a department of mine whether it takes part; the last yes schedules it, a no makes it a draft',
  params,
  body: z.strictObject({ departmentId: id, agreed: z.boolean() }),
  response: challengeView,
  problems: [challengeMoved, challengeTooLate],
});
export const joinChallenge = route({
  method: 'POST',
  path: '/api/challenges/:challengeId/join',
  tag,
  access: signedIn,
  summary: 'Take part in a quest: what I do from now on counts',
  params,
  response: challengeView,
  problems: [challengeMoved],
});
export const announceChallenge = route({
  method: 'POST',
  path: '/api/challenges/:challengeId/announce',
  tag,
  access: hosts,
  summary: 'Show the result to everybody, with thanks',
  params,
  body: z.strictObject({ thanks: plainText(300) }),
  response: challengeView,
  problems: [challengeMoved],
});
