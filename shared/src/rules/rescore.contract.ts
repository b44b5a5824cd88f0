import { z } from 'zod';
import { id, instant, only, page, pageQuery, plainText, problem, route } from '../contract/index.js';
import { rulesReplay, replayBusy } from './replay.contract.js';

const tag = 'Rules';
const forSecurity = only('security');
const forApprovers = only('security', 'administrator');

export const rescoreOwn = problem('rescore-own', 409, 'Somebody else has to agree to what you proposed.');
export const rescoreDecided = problem('rescore-decided', 409, 'This has been decided before.');
export const rescoreRunning = problem(
  'rescore-running',
  409,
  'Other weeks are being counted again just now.',
);
export const rescoreWeeks = problem(
  'rescore-weeks',
  422,
  'Only whole weeks that are over can be counted again.',
);

/** The most weeks that can be counted again at once. */
export const mostRescoredWeeks = 53;
const week = z.string().regex(/^\d{4}-W\d{2}$/, 'is not a week');

/** Past weeks, to be counted again as if a named revision had held in them. */
export const rescoreWish = z.strictObject({
  revision: z.number().int().min(1),
  firstWeek: week,
  lastWeek: week,
});

export const rescore = z
  .object({
    id,
    revision: z.number().int(),
    firstWeek: z.string(),
    lastWeek: z.string(),
    why: z.string(),
    /** Approved ones run, and run on after an interruption, until everybody has been counted again. */
    state: z.enum(['proposed', 'running', 'finished', 'declined']),
    proposedBy: z.string(),
    proposedAt: instant,
    /** Whether the reader proposed it, and so cannot agree to it. */
    mine: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Rescore' });
export type Rescore = z.infer<typeof rescore>;

const rescoreParam = z.strictObject({ rescoreId: id });

export const listRescores = route({
  method: 'GET',
  path: '/api/rescores',
  tag,
  access: forApprovers,
  summary: 'Proposals to count past weeks again, newest first',
  query: pageQuery,
  response: page(rescore),
});
export const previewRescore = route({
  method: 'POST',
  path: '/api/rescores/preview',
  tag,
  access: forApprovers,
  summary: 'What the boards of these weeks would look like; changes nothing',
  body: rescoreWish,
  response: rulesReplay,
  problems: [replayBusy, rescoreWeeks],
});
export const proposeRescore = route({
  method: 'POST',
  path: '/api/rescores',
  tag,
  access: forSecurity,
  summary: 'Propose to count past weeks again; nothing happens until somebody else agrees',
  body: rescoreWish.extend({ why: plainText(300) }),
  response: rescore,
  status: 201,
  problems: [rescoreWeeks],
});
export const approveRescore = route({
  method: 'POST',
  path: '/api/rescores/:rescoreId/approve',
  tag,
  access: forApprovers,
  summary: 'Agree to what somebody else proposed: it runs at once, once',
  params: rescoreParam,
  response: rescore,
  problems: [rescoreOwn, rescoreDecided, rescoreRunning],
});
export const declineRescore = route({
  method: 'POST',
  path: '/api/rescores/:rescoreId/decline',
  tag,
  access: forApprovers,
  summary: 'Decline a proposal, or take back the own one',
  params: rescoreParam,
  body: z.strictObject({ why: plainText(300) }),
  response: rescore,
  problems: [rescoreDecided],
});
