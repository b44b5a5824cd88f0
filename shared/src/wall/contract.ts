import { z } from 'zod';
import { anyone, displayOnly, id, nothing, only, plainText, problem, route } from '../contract/index.js';
import { clientBuild, wallView } from './view.js';

const tag = 'Displays';
const keepers = only('security', 'administrator');
/** The page that a display link opens; the token stands behind the `#`, where no server sees it. */
export const wallPage = '/wall';
export const displayLinkUnknown = problem(
  'display-link-unknown',
  410,
  'This display link is not known, or it was revoked.',
);
export const displayNameTaken = problem('display-name-taken', 409, 'Another display has this name.');

/** A link that screens are opened with. Its token is in no reply but the one that made it. */
export const display = z
  .object({
    id,
    name: z.string(),
    createdAt: z.iso.datetime(),
    /** Screens that were opened with it and still come back. */
    screens: z.number().int(),
    lastSeenAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Display' });
export type Display = z.infer<typeof display>;

export const listDisplays = route({
  method: 'GET',
  path: '/api/displays',
  tag,
  access: keepers,
  summary: 'Display links that open screens now, by name',
  response: z.object({ items: z.array(display) }),
});
export const addDisplay = route({
  method: 'POST',
  path: '/api/displays',
  tag,
  access: keepers,
  summary: 'Make a display link; its address is shown once',
  body: z.strictObject({ name: plainText(60) }),
  response: z.object({ display, url: z.string() }),
  status: 201,
  problems: [displayNameTaken],
});
export const revokeDisplay = route({
  method: 'DELETE',
  path: '/api/displays/:displayId',
  tag,
  access: keepers,
  summary: 'Revoke a display link: all its screens go dark within a second',
  params: z.strictObject({ displayId: id }),
  response: nothing,
  status: 204,
});

export const openWall = route({
  method: 'POST',
  path: '/api/wall/open',
  tag,
  access: anyone,
  summary: 'Turn the token of a display link into the cookie of a screen',
  body: z.strictObject({ token: z.string().min(20).max(100) }),
  response: nothing,
  status: 204,
  problems: [displayLinkUnknown],
});
export const readWall = route({
  method: 'GET',
  path: '/api/wall',
  tag,
  access: displayOnly,
  summary: 'Everything that the wall shows, and which client the server hands out',
  response: z.object({ wall: wallView, build: clientBuild }),
});
