import { z } from 'zod';
import { id, instant, only, page, pageQuery, plainText, problem, route } from '../contract/index.js';
import { badge, badgeDraft } from './catalogue.js';
import { tiers } from './criterion.js';

const tag = 'Badges';
const forSecurity = only('security');
const revision = z.number().int().min(1);

export const badgesConflict = problem(
  'badges-conflict',
  409,
  'Somebody has published other badges since these were opened.',
);
export const badgesUnchanged = problem(
  'badges-unchanged',
  409,
  'These are the badges that there are already.',
);
export const badgeMissing = problem(
  'badge-missing',
  409,
  'A badge that there was is retired, never left out.',
);

/** One revision of the badges: what it holds, who made it and why. */
export const badgesRevision = z
  .object({
    revision,
    publishedAt: instant,
    /** Null for the badges that Vigil came with. */
    publishedBy: z.string().nullable(),
    note: z.string().nullable(),
    badges: z.array(badge),
    /** Keys that are new or other than in the revision before. */
    changed: z.array(z.string()),
    /** Everybody who has what it takes has been looked up. */
    caughtUp: z.boolean(),
  })
  .meta({ id: 'BadgesRevision' });
export type BadgesRevision = z.infer<typeof badgesRevision>;

export const listBadgeRevisions = route({
  method: 'GET',
  path: '/api/badge-revisions',
  tag,
  access: forSecurity,
  summary: 'Revisions of the badges, newest first',
  query: pageQuery,
  response: page(badgesRevision),
});
export const publishBadges = route({
  method: 'POST',
  path: '/api/badge-revisions',
  tag,
  access: forSecurity,
  summary: 'Publish badges as a new revision; what somebody has stays theirs',
  body: z.strictObject({ draft: badgeDraft, baseRevision: revision, note: plainText(300) }),
  response: badgesRevision,
  status: 201,
  problems: [badgesConflict, badgesUnchanged, badgeMissing],
});

/** How many people: at least so many, in steps of five; null below five. Who they are is told to nobody. */
const about = z.number().int().min(5).nullable();
export const badgePreview = z
  .object({ people: about, tiers: z.array(z.object({ tier: z.enum(tiers), people: about })) })
  .meta({ id: 'BadgePreview' });
export type BadgePreview = z.infer<typeof badgePreview>;
export const previewBadge = route({
  method: 'POST',
  path: '/api/badge-revisions/preview',
  tag,
  access: forSecurity,
  summary: 'How many people would have each tier of a badge now',
  body: z.strictObject({ badge }),
  response: badgePreview,
});

export const badgeSigningKey = z
  .object({ id, madeAt: instant, current: z.boolean() })
  .meta({ id: 'BadgeSigningKey' });
export const listSigningKeys = route({
  method: 'GET',
  path: '/api/badge-signing-keys',
  tag,
  access: forSecurity,
  summary: 'Keys that sign badges, the present one first',
  response: z.object({ items: z.array(badgeSigningKey) }),
});
export const makeSigningKey = route({
  method: 'POST',
  path: '/api/badge-signing-keys',
  tag,
  access: forSecurity,
  summary: 'Sign with a new key from now on; the old one stays published, so what it signed can be checked',
  body: z.strictObject({ why: plainText(300) }),
  response: badgeSigningKey,
  status: 201,
});
