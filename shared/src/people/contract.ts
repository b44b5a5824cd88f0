import { z } from 'zod';
import {
  anyone,
  id,
  instant,
  locale,
  nothing,
  plainText,
  problem,
  route,
  signedIn,
  timeZone,
} from '../contract/index.js';
import { boardVisibility, email, newPassword, role } from './fields.js';

const account = 'Account';
export const wrongCredentials = problem('wrong-credentials', 401, 'E-mail and password do not match.');
export const linkExpired = problem('link-expired', 410, 'This link has been used or is too old.');
export const passwordWrong = problem('password-wrong', 403, 'The present password is not right.');

export const me = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role,
    locale,
    timeZone: z.string(),
    department: z.object({ id, name: z.string() }).nullable(),
    /** Departments this person leads, with everything below them. */
    leads: z.array(id),
    boardVisibility,
    /** What follows from my choice on boards. */
    onBoards: z.object({
      /** The pseudonym that was drawn for me; null unless I chose to have one. */
      pseudonym: z.string().nullable(),
      /** From when I stand on boards as I chose, and until when on none; null where that is now, and where I am hidden. */
      startsAt: instant.nullable(),
    }),
    organisation: z.object({ name: z.string(), timeZone: z.string() }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  tag: account,
  access: anyone,
  summary: 'Sign in',
  body: z.strictObject({ email: z.string().max(254), password: z.string().max(200) }),
  response: me,
  problems: [wrongCredentials],
});
export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  tag: account,
  access: signedIn,
  summary: 'Sign out here',
  response: nothing,
  status: 204,
});
export const readMe = route({
  method: 'GET',
  path: '/api/me',
  tag: account,
  access: signedIn,
  summary: 'Who I am',
  response: me,
});
export const updateMe = route({
  method: 'PATCH',
  path: '/api/me',
  tag: account,
  access: signedIn,
  summary: 'Change my settings',
  body: z.strictObject({
    locale: locale.optional(),
    timeZone: timeZone.optional(),
    boardVisibility: boardVisibility.optional(),
  }),
  response: me,
});
export const changePassword = route({
  method: 'POST',
  path: '/api/me/password',
  tag: account,
  access: signedIn,
  summary: 'Change my password; all my other sessions end',
  body: z.strictObject({ present: z.string().max(200), next: newPassword }),
  response: nothing,
  status: 204,
  problems: [passwordWrong],
});
export const listSessions = route({
  method: 'GET',
  path: '/api/me/sessions',
  tag: account,
  access: signedIn,
  summary: 'Where I am signed in',
  response: z.object({
    items: z.array(
      z.object({ id, device: z.string(), startedAt: instant, lastSeenAt: instant, current: z.boolean() }),
    ),
  }),
});
export const endSession = route({
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  tag: account,
  access: signedIn,
  summary: 'Sign out one session of mine',
  params: z.strictObject({ sessionId: id }),
  response: nothing,
  status: 204,
});
export const signOutEverywhere = route({
  method: 'DELETE',
  path: '/api/me/sessions',
  tag: account,
  access: signedIn,
  summary: 'Sign out everywhere, here too',
  response: nothing,
  status: 204,
});

/** Always the same answer, whether or not the address is known. */
export const requestPasswordReset = route({
  method: 'POST',
  path: '/api/password-reset',
  tag: account,
  access: anyone,
  summary: 'Ask for a new password: security or an administrator sees the request and hands out a link',
  body: z.strictObject({ email: z.string().max(254) }),
  response: nothing,
  status: 202,
});
/** The page a one-time link opens; the token stands after `#`, where no server, log or referrer sees it. */
export const linkPage = '/link';
const linkToken = z.string().min(20).max(100);
export const readLink = route({
  method: 'POST',
  path: '/api/links/read',
  tag: account,
  access: anyone,
  summary: 'Whom a one-time link is for',
  body: z.strictObject({ token: linkToken }),
  response: z.object({
    purpose: z.enum(['set-password', 'reset-password', 'first-administrator']),
    name: z.string().nullable(),
    email: z.string().nullable(),
    expiresAt: instant,
  }),
  problems: [linkExpired],
});
export const useLink = route({
  method: 'POST',
  path: '/api/links/use',
  tag: account,
  access: anyone,
  summary: 'Set a password by a one-time link, and sign in',
  body: z.strictObject({
    token: linkToken,
    password: newPassword,
    /** Only for the first administrator of a new installation. */
    administrator: z
      .strictObject({
        email,
        firstName: plainText(80),
        lastName: plainText(80),
        organisation: plainText(120),
        timeZone,
        locale,
      })
      .optional(),
  }),
  response: me,
  problems: [linkExpired],
});
