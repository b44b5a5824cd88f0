import { z } from 'zod';
import { id, instant, nothing, only, plainText, problem, route } from '../contract/index.js';
import { colleagueHandle, colleagueUnknown, notOneself } from '../recognition/contract.js';

const tag = 'Leaders';
const forLeaders = only('leader');
const forStaff = only('security', 'administrator');
export const mostLights = 10;

export const budgetUsed = problem('budget-used', 409, 'The budget of this month is not enough for this.');
export const spotlightDiffers = problem(
  'spotlight-differs',
  409,
  'This was sent before with something else in it.',
);
export const spotlightDecided = problem('spotlight-decided', 409, 'This has been decided already.');

/** `waiting`: somebody else has to agree; declined, the lights come back to the budget. */
export const spotlightStates = ['waiting', 'granted', 'declined'] as const;
/** `points`: each light is points and as many coins. `coins`: coins alone, as many; they change no rank and no level. */
export const lightKinds = ['points', 'coins'] as const;
const lights = z.number().int().min(1).max(mostLights);
const brings = z.enum(lightKinds);
const words = plainText(200);

export const spotlight = z
  .object({
    id,
    by: z.string(),
    to: z.string(),
    lights,
    brings,
    words: z.string(),
    state: z.enum(spotlightStates),
    at: instant,
    reason: z.string().nullable(),
    /** I gave it, or it is for me: somebody else decides. */
    own: z.boolean(),
  })
  .meta({ id: 'Spotlight' });
export type Spotlight = z.infer<typeof spotlight>;

export const readMySpotlights = route({
  method: 'GET',
  path: '/api/me/spotlights',
  tag,
  access: forLeaders,
  summary: 'My budget of this month, and the lights that I granted, newest first',
  response: z.object({
    monthly: z.number().int(),
    left: z.number().int(),
    approveAbove: z.number().int(),
    items: z.array(spotlight),
  }),
});
export type MySpotlights = z.infer<typeof readMySpotlights.response>;
/** The id is the sender's own: sent again, it is the same one. */
const newSpotlight = z.strictObject({ id, handle: colleagueHandle, lights, brings, words });
export type NewSpotlight = z.infer<typeof newSpotlight>;
export const grantSpotlight = route({
  method: 'POST',
  path: '/api/me/spotlights',
  tag,
  access: forLeaders,
  summary: 'Grant a colleague some lights; above the limit somebody else has to agree',
  body: newSpotlight,
  response: spotlight,
  status: 201,
  problems: [budgetUsed, notOneself, colleagueUnknown, spotlightDiffers],
});
export const listSpotlights = route({
  method: 'GET',
  path: '/api/spotlights',
  tag,
  access: forStaff,
  summary: 'Lights that leaders granted: those that wait first, then the newest',
  response: z.object({ items: z.array(spotlight) }),
});
export const decideSpotlight = route({
  method: 'POST',
  path: '/api/spotlights/:spotlightId/decide',
  tag,
  access: forStaff,
  summary: 'Agree to a large spotlight, or decline it with a reason',
  params: z.strictObject({ spotlightId: id }),
  body: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('granted') }),
    z.strictObject({ state: z.literal('declined'), reason: words }),
  ]),
  response: nothing,
  status: 204,
  problems: [spotlightDecided],
});

/** The budget of a leader each month, and up to how many lights nobody else has to agree. */
export const spotlightSettings = z
  .strictObject({
    monthly: z.number().int().min(0).max(1_000),
    approveAbove: z.number().int().min(0).max(mostLights),
  })
  .meta({ id: 'SpotlightSettings' });
export type SpotlightSettings = z.infer<typeof spotlightSettings>;
export const readSpotlightSettings = route({
  method: 'GET',
  path: '/api/spotlight-settings',
  tag,
  access: forStaff,
  summary: 'The budget of leaders',
  response: spotlightSettings,
});
export const updateSpotlightSettings = route({
  method: 'PUT',
  path: '/api/spotlight-settings',
  tag,
  access: forStaff,
  summary: 'Set the budget of leaders',
  body: spotlightSettings,
  response: spotlightSettings,
});
