import { z } from 'zod';
import { anyone, id, instant, nothing, problem, route, signedIn } from '../contract/index.js';
import { badge, badgeKey } from './catalogue.js';
import { tiers } from './criterion.js';
import { emblems } from './emblems.js';

const tag = 'Badges';
const whole = z.number().int();
export const tier = z.enum(tiers);
const words = z.object({ en: z.string(), de: z.string() });

export const badgeNotHeld = problem('badge-not-held', 409, 'This tier is not yours.');

/** A badge of mine: what it takes, how far I am, and which tiers I have since when. */
export const myBadge = z
  .object({
    ...badge.pick({ key: true, emblem: true, criterion: true, retired: true }).shape,
    title: words,
    text: words,
    thresholds: z.object({ bronze: whole, silver: whole, gold: whole }),
    value: whole,
    held: z.array(z.object({ tier, grantedAt: instant })),
  })
  .meta({ id: 'MyBadge' });
export type MyBadge = z.infer<typeof myBadge>;

export const shownLevel = z
  .object({ level: whole, points: whole, from: whole, next: whole })
  .meta({ id: 'Level' });
export type ShownLevel = z.infer<typeof shownLevel>;

export const listMyBadges = route({
  method: 'GET',
  path: '/api/me/badges',
  tag,
  access: signedIn,
  summary: 'My level, and every badge with my tiers and the way to the next one',
  response: z.object({ level: shownLevel, items: z.array(myBadge) }),
});

/** A tier that I have or had, why it came, and when it went. */
export const badgeGrant = z
  .object({
    tier,
    grantedAt: instant,
    /** The value that brought it. */
    value: whole,
    /** The fact that brought it; null where it came with new rules, or with the close of a challenge. */
    because: z.object({ kind: z.string(), about: z.string().nullable(), occurredAt: instant }).nullable(),
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'BadgeGrant' });
export type BadgeGrant = z.infer<typeof badgeGrant>;

/** Whether strangers can check a badge of mine, at which address, and whether they read my name there. */
export const badgeShare = z.object({ proofId: id, withName: z.boolean() }).meta({ id: 'BadgeShare' });

const params = z.strictObject({ badgeKey });
export const readMyBadge = route({
  method: 'GET',
  path: '/api/me/badges/:badgeKey',
  tag,
  access: signedIn,
  summary: 'One badge of mine: tiers, why and when, and who can check it',
  params,
  response: z.object({
    badge: myBadge,
    /** Newest first. */
    history: z.array(badgeGrant),
    share: badgeShare.nullable(),
  }),
});
export const shareMyBadge = route({
  method: 'PUT',
  path: '/api/me/badges/:badgeKey/share',
  tag,
  access: signedIn,
  summary: 'Let strangers check a badge of mine at an address that nobody can guess, with my name or without',
  params,
  body: z.strictObject({ withName: z.boolean() }),
  response: badgeShare,
  problems: [badgeNotHeld],
});
export const hideMyBadge = route({
  method: 'DELETE',
  path: '/api/me/badges/:badgeKey/share',
  tag,
  access: signedIn,
  summary: 'Switch that address off; it never comes back',
  params,
  response: nothing,
  status: 204,
});

/** What a file that I take along says of me; without a name it says nothing that leads to me. */
const asTaken = z.strictObject({
  /** The highest one unless told. */
  tier: tier.optional(),
  name: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((said) => said === 'yes'),
});
export const exportMyCredential = route({
  method: 'GET',
  path: '/api/me/badges/:badgeKey/credential.jws',
  tag,
  access: signedIn,
  summary: 'A tier of mine as a signed Open Badges 3.0 credential',
  params,
  query: asTaken,
  response: z.string(),
  produces: 'text/plain; charset=utf-8',
});
export const exportMyBadgeImage = route({
  method: 'GET',
  path: '/api/me/badges/:badgeKey/image.svg',
  tag,
  access: signedIn,
  summary: 'A tier of mine as an image with the signed credential inside',
  params,
  query: asTaken,
  response: z.string(),
  produces: 'image/svg+xml; charset=utf-8',
});

/** What a stranger reads who checks a badge. */
export const badgeProof = z
  .object({
    organisation: z.string(),
    title: words,
    text: words,
    emblem: z.enum(emblems),
    tier,
    /** The day, in the organisation's zone. */
    grantedOn: z.iso.date(),
    /** Null where the owner did not want to be named. */
    name: z.string().nullable(),
  })
  .meta({ id: 'BadgeProof' });
export type BadgeProof = z.infer<typeof badgeProof>;
/** Switched off, taken back and never there are one answer. */
export const readBadgeProof = route({
  method: 'GET',
  path: '/api/badge-proofs/:proofId',
  tag,
  access: anyone,
  summary: 'Check a badge that its owner shows',
  params: z.strictObject({ proofId: id }),
  response: badgeProof,
});

/** A public key, RFC 7517. Its `kid` is the address at which it is published. */
export const publicKey = z
  .object({
    kty: z.literal('RSA'),
    alg: z.literal('RS256'),
    use: z.literal('sig'),
    kid: z.url(),
    n: z.string(),
    e: z.string(),
  })
  .meta({ id: 'PublicKey' });
export type PublicKey = z.infer<typeof publicKey>;
export const listBadgeKeys = route({
  method: 'GET',
  path: '/.well-known/jwks.json',
  tag,
  access: anyone,
  summary: 'Keys by which badges can be checked without us: the present one, and all before it',
  response: z.object({ keys: z.array(publicKey) }),
});
export const readBadgeKey = route({
  method: 'GET',
  path: '/api/badge-keys/:keyId',
  tag,
  access: anyone,
  summary: 'One of these keys',
  params: z.strictObject({ keyId: id }),
  response: publicKey,
});
export const readBadgeIssuer = route({
  method: 'GET',
  path: '/api/badge-issuer',
  tag,
  access: anyone,
  summary: 'Who issues badges here, as an Open Badges profile',
  response: z.object({
    '@context': z.array(z.string()),
    id: z.url(),
    type: z.array(z.string()),
    name: z.string(),
    url: z.url(),
  }),
});
