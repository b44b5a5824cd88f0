import { z } from 'zod';
import {
  id,
  instant,
  nothing,
  page,
  pageQuery,
  plainText,
  problem,
  route,
  signedIn,
} from '../contract/index.js';
import { secureBehaviours } from './behaviours.js';
import { weighings } from './weighing.js';

const tag = 'Recognition';

export const allowanceUsed = problem('allowance-used', 409, 'The allowance of this month is used.');
export const notOneself = problem('not-oneself', 409, 'Nobody recognises themselves.');
export const colleagueUnknown = problem('colleague-unknown', 409, 'Nobody is known by this.');
export const teamTooSmall = problem('team-too-small', 409, 'The team has fewer people than are ever shown.');
export const recognitionDiffers = problem(
  'recognition-differs',
  409,
  'This was sent before with something else in it.',
);
export const recognitionOver = problem('recognition-over', 409, 'This recognition does not stand any more.');

/** What everybody can answer a public recognition with, one each. */
export const reactions = ['thanks', 'well-done', 'me-too', 'light'] as const;
export type Reaction = (typeof reactions)[number];
export const recognitionVisibilities = ['public', 'private'] as const;
export type RecognitionVisibility = (typeof recognitionVisibilities)[number];
/** Longest sentence. */
export const mostWords = 200;

const behaviour = z.enum(secureBehaviours);
const visibility = z.enum(recognitionVisibilities);
const reaction = z.enum(reactions);
/** Stands for a colleague, for one reader alone: it tells nothing, and opens for nobody else. */
export const colleagueHandle = z
  .string()
  .max(200)
  .regex(/^[\w-]+$/);
const receiver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: z.string().nullable() }),
  z.object({ kind: z.literal('team'), name: z.string() }),
]);
const reactionCounts = z.array(z.object({ reaction, count: z.number().int() }));

/** A recognition on the wall: people as they chose to be seen; null where they are not shown by name. */
export const wallLine = z
  .object({
    id,
    at: instant,
    behaviour,
    by: z.string().nullable(),
    to: receiver,
    /** Null also where whom it is for is not shown by name: the words could tell. */
    words: z.string().nullable(),
    reactions: reactionCounts,
    myReaction: reaction.nullable(),
  })
  .meta({ id: 'WallLine' });
export type WallLine = z.infer<typeof wallLine>;

/** A recognition that I gave or got: giver and receiver know each other by name. */
export const myRecognition = z
  .object({
    ...{ id, at: instant, behaviour, visibility, to: receiver },
    by: z.string(),
    words: z.string(),
    state: z.enum(['stands', 'withdrawn', 'hidden']),
    /** Why security hid it. */
    reason: z.string().nullable(),
    weighing: z.enum(weighings),
    reactions: reactionCounts,
  })
  .meta({ id: 'MyRecognition' });
export type MyRecognition = z.infer<typeof myRecognition>;

/** A team that was drawn for a challenge, by its place among the teams there. */
const challengeTeam = { challengeId: id, team: z.number().int().min(0).max(99) };
export const thankableTeam = z.object({ ...challengeTeam, name: z.string(), challenge: z.string() });
export type ChallengeTeam = z.infer<typeof thankableTeam>;

export const readRecognition = route({
  method: 'GET',
  path: '/api/recognition',
  tag,
  access: signedIn,
  summary: 'What I can give this month, and which teams can be recognised',
  response: z.object({
    allowance: z.number().int(),
    left: z.number().int(),
    tenureDays: z.number().int(),
    teams: z.array(z.object({ id, name: z.string() })),
    /** Mixed teams of challenges that run, or ended lately. */
    challengeTeams: z.array(thankableTeam),
  }),
});
export type RecognitionSetup = z.infer<typeof readRecognition.response>;
export const findColleagues = route({
  method: 'GET',
  path: '/api/colleagues',
  tag,
  access: signedIn,
  summary: 'Colleagues by name, to thank them: everybody alike, however they are seen on boards',
  query: z.strictObject({ search: plainText(80).pipe(z.string().min(2)) }),
  response: z.object({
    items: z.array(z.object({ handle: colleagueHandle, name: z.string(), department: z.string() })),
  }),
});
export type Colleague = z.infer<typeof findColleagues.response>['items'][number];
export const listRecognitions = route({
  method: 'GET',
  path: '/api/recognitions',
  tag,
  access: signedIn,
  summary: 'Public recognition, newest first',
  query: pageQuery.extend({ cursor: id.optional() }),
  response: page(wallLine),
});
export const listMyRecognitions = route({
  method: 'GET',
  path: '/api/me/recognitions',
  tag,
  access: signedIn,
  summary: 'What I was thanked for, or what I thanked others for, newest first',
  query: pageQuery.extend({
    cursor: id.optional(),
    view: z.enum(['received', 'given']).default('received'),
  }),
  response: page(myRecognition),
});
/** The id is the sender's own: a recognition that is sent again is the same one. */
export const newRecognition = z.strictObject({
  id,
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), handle: colleagueHandle }),
    z.strictObject({ kind: z.literal('team'), departmentId: id }),
    z.strictObject({ kind: z.literal('challenge-team'), ...challengeTeam }),
  ]),
  behaviour,
  words: plainText(mostWords),
  visibility,
});
export type NewRecognition = z.infer<typeof newRecognition>;
export const giveRecognition = route({
  method: 'POST',
  path: '/api/recognitions',
  tag,
  access: signedIn,
  summary: 'Recognise a colleague or a team for something that keeps everybody safe',
  body: newRecognition,
  response: myRecognition,
  status: 201,
  problems: [allowanceUsed, notOneself, colleagueUnknown, teamTooSmall, recognitionDiffers],
});
export const withdrawRecognition = route({
  method: 'POST',
  path: '/api/recognitions/:recognitionId/withdraw',
  tag,
  access: signedIn,
  summary: 'Take back what I gave; what it brought goes with it',
  params: z.strictObject({ recognitionId: id }),
  response: myRecognition,
  problems: [recognitionOver],
});
export const reactToRecognition = route({
  method: 'PUT',
  path: '/api/recognitions/:recognitionId/reaction',
  tag,
  access: signedIn,
  summary: 'Answer a public recognition with a sign, or take it away',
  params: z.strictObject({ recognitionId: id }),
  body: z.strictObject({ reaction: reaction.nullable() }),
  response: nothing,
  status: 204,
});

export const recognitionWatchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: z.string() }),
]);
const watching = { access: signedIn, request: z.strictObject({}), answer: recognitionWatchAnswer };
export const recognitionToServer = {
  'recognition:watch': watching,
  'recognition:unwatch': watching,
} as const;
export const recognitionToClient = {
  /** The wall has changed: fetch what you show. However much happens, twice a second at most. */
  'recognition:changed': z.object({}),
} as const;
