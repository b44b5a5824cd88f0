import { z } from 'zod';
import { id, instant, page, pageQuery, plainText, problem, route, signedIn } from '../contract/index.js';
import { kindsWithMail, reportKind, reportState } from './kinds.js';

const tag = 'Reports';
export const reportDiffers = problem('report-differs', 409, 'A report with this id says something else.');
/** 10 MB in base64, and the words around it. */
const sendReportBytes = 13_400_000;
/** The mail as the file that a mail program saves, in base64; 10 MB at most before that. */
const mailFile = z.strictObject({ base64: z.string().min(1).max(sendReportBytes) });

export const newReport = z
  .strictObject({
    /** Made by whoever sends it: sent again, it is the same report. */
    id,
    kind: reportKind,
    /** One sentence. */
    text: plainText(500),
    mail: mailFile.nullable().default(null),
  })
  .refine((r) => r.mail === null || kindsWithMail.includes(r.kind), {
    path: ['mail'],
    message: 'does not go with this kind of report',
  });
export type NewReport = z.input<typeof newReport>;

/** A report, for whoever sent it. */
export const myReport = z
  .object({
    id,
    kind: reportKind,
    text: z.string(),
    sentAt: instant,
    state: reportState,
    /** Subject of the mail that came with it, defanged. */
    mail: z.string().nullable(),
    answeredAt: instant.nullable(),
    /** What the security team says to it. */
    thanks: z.string().nullable(),
    /** What it brought; null until there is an answer, and where the simulation brought it. */
    points: z.number().int().nullable(),
  })
  .meta({ id: 'MyReport' });
export type MyReport = z.infer<typeof myReport>;

export const sendReport = route({
  maxBodyBytes: sendReportBytes,
  ahead: true,
  method: 'POST',
  path: '/api/reports',
  tag,
  access: signedIn,
  summary: 'Tell the security team about something',
  body: newReport,
  response: myReport,
  status: 201,
  problems: [reportDiffers],
});
export const listMyReports = route({
  method: 'GET',
  path: '/api/me/reports',
  tag,
  access: signedIn,
  summary: 'My reports, newest first',
  query: pageQuery,
  response: page(myReport),
});
export const readMyReport = route({
  method: 'GET',
  path: '/api/me/reports/:reportId',
  tag,
  access: signedIn,
  summary: 'One of my reports',
  params: z.strictObject({ reportId: id }),
  response: myReport,
});

/** How long the security team takes from a report to its answer, over the last 90 days: its public number. */
export const readAnswerTime = route({
  method: 'GET',
  path: '/api/reports/answer-time',
  tag,
  access: signedIn,
  summary: 'The security team’s median time to answer',
  response: z.object({
    /** Null below five answers. */
    median: z
      .object({
        /** Within the organisation's working hours. */
        workingMinutes: z.number(),
        /** By the clock. */
        minutes: z.number(),
        /** How many answers. */
        n: z.number().int(),
      })
      .nullable(),
    days: z.number().int(),
  }),
});
