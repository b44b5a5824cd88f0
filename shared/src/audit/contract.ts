import { z } from 'zod';
import { day, id, instant, only, page, pageQuery, route, signedIn } from '../contract/index.js';
import { auditActs, auditSubjects, looks } from './acts.js';

const tag = 'Audit';
const state = z.record(z.string(), z.json()).nullable();

/** One privileged act, or one refusal. */
export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    /** Null: the installation itself. */
    actor: z.object({ id, name: z.string(), role: z.string() }).nullable(),
    act: z.enum(auditActs),
    subject: z.object({
      kind: z.enum(auditSubjects),
      id: z.string(),
      /** What it is called now; null where it has no name, or is gone. */
      name: z.string().nullable(),
    }),
    before: state,
    after: state,
    /** What ids in `before` and `after` are called now, where they have a name. */
    names: z.record(z.string(), z.string()),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

const dayOfLog = day.refine((d) => d >= '2000-01-01', 'is before any log');
const filter = {
  act: z.enum(auditActs).optional(),
  actorId: id.optional(),
  subjectId: z
    .string()
    .max(200)
    .refine((s) => !s.includes('\0'), 'has characters that cannot be shown')
    .optional(),
  /** Days of the organisation's zone; `until` is the last one. */
  from: dayOfLog.optional(),
  until: dayOfLog.optional(),
};
export const auditFilter = z.strictObject(filter);
export type AuditFilter = z.infer<typeof auditFilter>;

export const listAudit = route({
  method: 'GET',
  path: '/api/audit',
  tag,
  access: only('administrator'),
  summary: 'What privileged people did, newest first',
  query: pageQuery.extend(filter),
  response: page(auditEntry),
});
export const exportAudit = route({
  method: 'GET',
  path: '/api/audit.csv',
  tag,
  access: only('administrator'),
  summary: 'The audit log as CSV',
  query: auditFilter,
  response: z.string(),
  produces: 'text/csv; charset=utf-8',
});

/** Somebody with a privilege saw my data. */
export const myLook = z
  .object({
    id: z.string(),
    at: instant,
    who: z.object({ name: z.string(), role: z.string() }),
    what: z.enum(looks),
  })
  .meta({ id: 'Look' });
export type MyLook = z.infer<typeof myLook>;
export const listMyLooks = route({
  method: 'GET',
  path: '/api/me/looks',
  tag,
  access: signedIn,
  summary: 'Who looked at my data, newest first',
  query: pageQuery,
  response: page(myLook),
});
