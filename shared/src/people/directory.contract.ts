import { z } from 'zod';
import {
  day,
  id,
  instant,
  locale,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  route,
  timeZone,
} from '../contract/index.js';
import { email, joinedOn, role } from './fields.js';

const people = 'People';
export const emailTaken = problem('email-taken', 409, 'Somebody else has this e-mail address.');
export const lastAdministrator = problem(
  'last-administrator',
  409,
  'There must be one active administrator.',
);

export const memberDeactivated = problem('member-deactivated', 409, 'This person is deactivated.');

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
/** Opening somebody's details is noted for them to read. */
export const readMember = route({
  method: 'GET',
  path: '/api/people/:memberId',
  tag: people,
  access: only('security', 'administrator'),
  summary: 'One person; they read who looked',
  params: z.strictObject({ memberId: id }),
  response: member,
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
  joinedOn,
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
    joinedOn: joinedOn.optional(),
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
  problems: [memberDeactivated],
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
