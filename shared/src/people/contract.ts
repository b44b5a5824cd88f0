import { z } from 'zod';
import {
  csvBodyBytes,
  anyone,
  day,
  id,
  instant,
  locale,
  nothing,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  roles,
  route,
  signedIn,
  timeZone,
} from '../contract/index.js';

export const role = z.enum(roles);
export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.unicodeEmail }));
export const boardVisibility = z.enum(['named', 'hidden']);
export type BoardVisibility = z.infer<typeof boardVisibility>;
/** At least 12 characters; length is what counts, so nothing else is asked for. */
export const newPassword = z.string().min(12).max(200);

/** Two spellings of one address are one person: compatibility-normalised, case-folded. */
export function emailKey(address: string): string {
  return address.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
}

// ── Sign-in and sessions ──────────────────────────────────────────────────────────────────────────────────────────
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

// ── Directory ─────────────────────────────────────────────────────────────────────────────────────────────────────
const people = 'People';
export const emailTaken = problem('email-taken', 409, 'Somebody else has this e-mail address.');
export const lastAdministrator = problem(
  'last-administrator',
  409,
  'There must be one active administrator.',
);

export const member = z
  .object({
    id,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role,
    department: z.object({ id, name: z.string() }).nullable(),
    leads: z.array(id),
    timeZone: z.string(),
    locale,
    joinedOn: day,
    deactivatedAt: instant.nullable(),
    /** Whether a password has been set. */
    hasPassword: z.boolean(),
    resetRequestedAt: instant.nullable(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

export const listMembers = route({
  method: 'GET',
  path: '/api/people',
  tag: people,
  access: only('security', 'administrator'),
  summary: 'People, by name',
  query: pageQuery.extend({
    search: z.string().max(100).optional(),
    departmentId: id.optional(),
    state: z.enum(['active', 'deactivated', 'all']).default('active'),
  }),
  response: page(member),
});
const memberFields = {
  email,
  firstName: plainText(80),
  lastName: plainText(80),
  departmentId: id.nullable(),
  role,
  leads: z.array(id).max(200),
  timeZone,
  locale,
  joinedOn: day,
};
export const addMember = route({
  method: 'POST',
  path: '/api/people',
  tag: people,
  access: only('administrator'),
  summary: 'Add a person',
  body: z.strictObject({
    ...memberFields,
    role: role.default('employee'),
    leads: memberFields.leads.default([]),
    timeZone: timeZone.optional(),
    locale: locale.optional(),
    joinedOn: day.optional(),
  }),
  response: member,
  status: 201,
  problems: [emailTaken],
});
export const updateMember = route({
  method: 'PATCH',
  path: '/api/people/:memberId',
  tag: people,
  access: only('administrator'),
  summary: 'Change a person; who moves keeps the history',
  params: z.strictObject({ memberId: id }),
  body: z.strictObject({ ...memberFields, deactivated: z.boolean() }).partial(),
  response: member,
  problems: [emailTaken, lastAdministrator],
});
export const createLink = route({
  method: 'POST',
  path: '/api/people/:memberId/link',
  tag: people,
  access: only('administrator', 'security'),
  summary: 'A one-time link to set a password, shown once',
  params: z.strictObject({ memberId: id }),
  response: z.object({ url: z.string(), expiresAt: instant }),
  status: 201,
});
export const createLinksCsv = route({
  method: 'POST',
  path: '/api/people/links',
  tag: people,
  access: only('administrator'),
  summary: 'One-time links for everybody without a password, as CSV for a mail merge',
  response: z.string(),
  produces: 'text/csv; charset=utf-8',
});

export const department = z
  .object({ id, name: z.string(), parentId: id.nullable(), people: z.number().int() })
  .meta({ id: 'Department' });
export type Department = z.infer<typeof department>;
export const departmentInUse = problem('department-in-use', 409, 'People or departments still belong to it.');
export const departmentCircle = problem('department-circle', 409, 'A department cannot stand below itself.');
export const listDepartments = route({
  method: 'GET',
  path: '/api/departments',
  tag: people,
  access: only('security', 'administrator', 'leader'),
  summary: 'Departments as a tree',
  response: z.object({ items: z.array(department) }),
});
export const addDepartment = route({
  method: 'POST',
  path: '/api/departments',
  tag: people,
  access: only('administrator'),
  summary: 'Add a department',
  body: z.strictObject({ name: plainText(120), parentId: id.nullable().default(null) }),
  response: department,
  status: 201,
});
export const updateDepartment = route({
  method: 'PATCH',
  path: '/api/departments/:departmentId',
  tag: people,
  access: only('administrator'),
  summary: 'Rename or move a department',
  params: z.strictObject({ departmentId: id }),
  body: z.strictObject({ name: plainText(120).optional(), parentId: id.nullable().optional() }),
  response: department,
  problems: [departmentCircle],
});
export const removeDepartment = route({
  method: 'DELETE',
  path: '/api/departments/:departmentId',
  tag: people,
  access: only('administrator'),
  summary: 'Remove an empty department',
  params: z.strictObject({ departmentId: id }),
  response: nothing,
  status: 204,
  problems: [departmentInUse],
});

/** A CSV file as text: `email,first,last,department` and, where given, `role,time_zone,locale,joined`. */
export const csvText = z.string().max(10_000_000);
export const importLine = z.object({
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  department: z.string(),
  change: z.enum(['new', 'changed', 'same']),
  /** Field names that change. */
  fields: z.array(z.string()),
});
export const lineError = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  message: z.string(),
});
export const csvRefused = problem(
  'csv-refused',
  422,
  'The file has lines that cannot be taken; nothing was imported.',
);
export const previewImport = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/people/import/preview',
  tag: people,
  access: only('administrator'),
  summary: 'What an import would do; changes nothing',
  body: z.strictObject({ csv: csvText }),
  response: z.object({
    counts: z.object({
      new: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      errors: z.number().int(),
    }),
    newDepartments: z.array(z.string()),
    lines: z.array(importLine),
    errors: z.array(lineError),
  }),
});
export const importPeople = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/people/import',
  tag: people,
  access: only('administrator'),
  summary: 'Import people, all or nothing',
  body: z.strictObject({ csv: csvText }),
  response: z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  problems: [csvRefused],
});
