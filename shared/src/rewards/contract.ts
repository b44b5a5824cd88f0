import { z } from 'zod';
import {
  id,
  instant,
  nothing,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  route,
  signedIn,
} from '../contract/index.js';
import { requestStates } from './rules.js';

const tag = 'Rewards';
/** Who looks after the catalogue, and who answers requests. */
export const rewardKeepers = ['security', 'administrator'] as const;
const forKeepers = only(...rewardKeepers);

export const rewardGone = problem('reward-gone', 409, 'This reward is not offered any more.');
export const soldOut = problem('sold-out', 409, 'Somebody else took the last one.');
export const notEnoughCoins = problem('not-enough-coins', 409, 'There are not enough coins for this.');
export const priceChanged = problem('price-changed', 409, 'The price has changed since it was shown.');
export const requestDiffers = problem(
  'request-differs',
  409,
  'This request was made before for another reward.',
);
export const requestMovedOn = problem('request-moved-on', 409, 'The request is no longer where it was.');
export const rewardChanged = problem(
  'reward-changed',
  409,
  'Somebody else has changed this reward meanwhile.',
);
export const stockTaken = problem('stock-taken', 409, 'More than that have been asked for already.');

/** Drawings that come with the product; nothing is uploaded or fetched. */
export const rewardPictures = [
  'hour',
  'plant',
  'heart',
  'lunch',
  'key',
  'book',
  'cup',
  'tree',
  'lamp',
  'ticket',
] as const;
export type RewardPicture = (typeof rewardPictures)[number];
export const visibilities = ['draft', 'shown', 'retired'] as const;

const picture = z.enum(rewardPictures);
const price = z.number().int().min(1).max(1_000_000);
const words = plainText(300);
const shown = { id, title: z.string(), text: z.string(), picture, price: z.number().int() };

/** A reward as everybody sees it. */
export const reward = z
  .object({
    ...shown,
    /** Null: as many as are asked for. */
    left: z.number().int().nullable(),
    needsApproval: z.boolean(),
  })
  .meta({ id: 'Reward' });
export type Reward = z.infer<typeof reward>;

/** A request of mine, with the last words that were said about it. */
export const myRewardRequest = z
  .object({
    id,
    rewardId: id,
    title: z.string(),
    picture,
    price: z.number().int(),
    state: z.enum(requestStates),
    askedAt: instant,
    changedAt: instant,
    words: z.string().nullable(),
  })
  .meta({ id: 'MyRewardRequest' });
export type MyRewardRequest = z.infer<typeof myRewardRequest>;

/** One step of my coins: earned or taken back by the rules, spent on a reward or come back from it. */
export const coinMovement = z
  .object({
    id: z.string(),
    at: instant,
    coins: z.number().int(),
    because: z.enum(['earned', 'taken-back', 'spent', 'returned']),
    /** What earned them. */
    kind: z.string().nullable(),
    about: z.string().nullable(),
    reward: z.string().nullable(),
    /** Why they were taken back. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'CoinMovement' });
export type CoinMovement = z.infer<typeof coinMovement>;

export const listRewards = route({
  method: 'GET',
  path: '/api/rewards',
  tag,
  access: signedIn,
  summary: 'What coins buy now',
  response: z.object({ items: z.array(reward) }),
});
export const readMyPurse = route({
  method: 'GET',
  path: '/api/me/purse',
  tag,
  access: signedIn,
  summary: 'My coins, and those that the next ones pay first',
  response: z.object({ coins: z.number().int(), owed: z.number().int() }),
});
export const listMyCoins = route({
  method: 'GET',
  path: '/api/me/coins',
  tag,
  access: signedIn,
  summary: 'Every coin in and out with its why, newest first',
  query: pageQuery,
  response: page(coinMovement),
});
export const listMyRewardRequests = route({
  method: 'GET',
  path: '/api/me/reward-requests',
  tag,
  access: signedIn,
  summary: 'My requests, newest first',
  query: pageQuery,
  response: page(myRewardRequest),
});
/** The id is the sender's own: a request that is sent again is the same one. */
export const askForReward = route({
  method: 'POST',
  path: '/api/me/reward-requests',
  tag,
  access: signedIn,
  summary: 'Ask for a reward at the price that was shown',
  body: z.strictObject({ id, rewardId: id, price }),
  response: myRewardRequest,
  status: 201,
  problems: [rewardGone, soldOut, notEnoughCoins, priceChanged, requestDiffers],
});
export const withdrawRewardRequest = route({
  method: 'POST',
  path: '/api/me/reward-requests/:requestId/withdraw',
  tag,
  access: signedIn,
  summary: 'Withdraw a request that nobody has answered; the coins come back',
  params: z.strictObject({ requestId: id }),
  response: myRewardRequest,
  problems: [requestMovedOn],
});

/** A reward as those see it who look after the catalogue. */
export const managedReward = z
  .object({
    ...shown,
    stock: z.number().int().nullable(),
    /** Asked for and not given back. */
    taken: z.number().int(),
    needsApproval: z.boolean(),
    visibility: z.enum(visibilities),
    revision: z.number().int(),
  })
  .meta({ id: 'ManagedReward' });
export type ManagedReward = z.infer<typeof managedReward>;

export const rewardDraft = z.strictObject({
  title: plainText(80),
  text: words,
  picture,
  price,
  stock: z.number().int().min(0).max(100_000).nullable(),
  needsApproval: z.boolean(),
  visibility: z.enum(visibilities),
});
export type RewardDraft = z.infer<typeof rewardDraft>;

export const listManagedRewards = route({
  method: 'GET',
  path: '/api/managed-rewards',
  tag,
  access: forKeepers,
  summary: 'The whole catalogue: drafts, what is shown, and what was',
  response: z.object({ items: z.array(managedReward) }),
});
export const addReward = route({
  method: 'POST',
  path: '/api/managed-rewards',
  tag,
  access: forKeepers,
  summary: 'Add a reward',
  body: rewardDraft,
  response: managedReward,
  status: 201,
});
export const changeReward = route({
  method: 'PUT',
  path: '/api/managed-rewards/:rewardId',
  tag,
  access: forKeepers,
  summary: 'Change a reward; what was asked for before stays as it was agreed to',
  params: z.strictObject({ rewardId: id }),
  body: rewardDraft.extend({ revision: z.number().int() }),
  response: managedReward,
  problems: [rewardChanged, stockTaken],
});

/** A request as those see it who answer it. */
export const rewardRequest = z
  .object({
    ...myRewardRequest.shape,
    person: z.object({ id, name: z.string(), department: z.string() }),
    /** Nobody answers themselves. */
    own: z.boolean(),
  })
  .meta({ id: 'RewardRequest' });
export type RewardRequest = z.infer<typeof rewardRequest>;
export const requestViews = ['open', 'over'] as const;
const view = z.enum(requestViews).default('open');

export const listRewardRequests = route({
  method: 'GET',
  path: '/api/reward-requests',
  tag,
  access: forKeepers,
  summary: 'Requests: open ones, those that wait longest first, or those that are over',
  query: pageQuery.extend({ view }),
  response: page(rewardRequest),
});
export const exportRewardRequests = route({
  method: 'GET',
  path: '/api/reward-requests.csv',
  tag,
  access: forKeepers,
  summary: 'Requests as CSV, for whoever hands things over',
  query: z.strictObject({ view }),
  response: z.string(),
  produces: 'text/csv; charset=utf-8',
});
/** Words go with the answer to the person; to decline needs some. */
export const decideRewardRequest = route({
  method: 'POST',
  path: '/api/reward-requests/:requestId/decide',
  tag,
  access: forKeepers,
  summary: 'Approve, hand over or decline; declined, the coins come back',
  params: z.strictObject({ requestId: id }),
  body: z.discriminatedUnion('state', [
    z.strictObject({ state: z.enum(['approved', 'fulfilled']), words: words.nullable() }),
    z.strictObject({ state: z.literal('declined'), words }),
  ]),
  response: nothing,
  status: 204,
  problems: [requestMovedOn],
});
