import { z } from 'zod';
import { id, instant, nothing, only, plainText, route } from '../contract/index.js';
import { recognitionOver } from './contract.js';

const tag = 'Recognition';
const forStaff = only('security', 'administrator');

export const hideRecognition = route({
  method: 'POST',
  path: '/api/recognitions/:recognitionId/hide',
  tag,
  access: only('security'),
  summary: 'Take a public recognition off the wall for a reason; what it brought goes with it',
  params: z.strictObject({ recognitionId: id }),
  body: z.strictObject({ reason: plainText(300) }),
  response: nothing,
  status: 204,
  problems: [recognitionOver],
});

const many = z.number().int();
/** People who thank each other in a circle, so that together they count as one pair. */
export const circlePattern = z
  .object({ people: z.array(z.string()), given: many, counted: many, lastAt: instant })
  .meta({ id: 'CirclePattern' });
/** Somebody whom very many thank within a week. */
export const starPattern = z
  .object({ person: z.string(), givers: many, fresh: many, lastAt: instant })
  .meta({ id: 'StarPattern' });
export const listRecognitionPatterns = route({
  method: 'GET',
  path: '/api/recognition-patterns',
  tag,
  access: forStaff,
  summary: 'Circles and stars of the last eight weeks: what to look at, not a verdict',
  response: z.object({ circles: z.array(circlePattern), stars: z.array(starPattern) }),
});
export type RecognitionPatterns = z.infer<typeof listRecognitionPatterns.response>;

/** How much can be given in a month, and how long somebody must have been here before it counts. */
export const recognitionSettings = z
  .strictObject({
    perPerson: z.number().int().min(0).max(100),
    perLeader: z.number().int().min(0).max(100),
    tenureDays: z.number().int().min(0).max(365),
  })
  .meta({ id: 'RecognitionSettings' });
export type RecognitionSettings = z.infer<typeof recognitionSettings>;
export const readRecognitionSettings = route({
  method: 'GET',
  path: '/api/recognition-settings',
  tag,
  access: forStaff,
  summary: 'The allowance of a month, and from when on thanks count',
  response: recognitionSettings,
});
export const updateRecognitionSettings = route({
  method: 'PUT',
  path: '/api/recognition-settings',
  tag,
  access: forStaff,
  summary: 'Set the allowance of a month, and from when on thanks count',
  body: recognitionSettings,
  response: recognitionSettings,
});
