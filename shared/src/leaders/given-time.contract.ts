import { z } from 'zod';
import { day, id, nothing, only, plainText, problem, route, signedIn } from '../contract/index.js';

const tag = 'Leaders';
const forLeaders = only('leader');
/** Time is given in steps of so many minutes, a step at least. */
export const timeStep = 15;
/** So much one leader gives a department for one day, at most. */
export const mostMinutes = 480;
/** From so many days ago to so many days ahead. */
export const timeDays = { back: 30, ahead: 90 } as const;

export const timeUsed = problem('time-used', 409, 'A day of a department holds eight hours from one leader.');
export const timeDay = problem('time-day', 422, 'The day lies too far back, or too far ahead.');
export const timeDiffers = problem('time-differs', 409, 'This was sent before with something else in it.');

const minutes = z.number().int().min(timeStep).max(mostMinutes).multipleOf(timeStep);
const words = plainText(140).pipe(z.string().min(3));

/** Time for security that a leader gave each person of a department, and what for. */
const timeGiven = z.object({
  minutes: z.number().int(),
  day,
  words: z.string(),
  /** It was taken back: nobody has to make room for it any more. */
  withdrawn: z.boolean(),
});
export const myGivenTime = timeGiven.extend({ id, department: z.string() }).meta({ id: 'GivenTime' });
export type MyGivenTime = z.infer<typeof myGivenTime>;

export const listMyGivenTime = route({
  method: 'GET',
  path: '/api/me/given-time',
  tag,
  access: forLeaders,
  summary: 'Time that I gave my departments, by day; the departments and days for which I can give some',
  response: z.object({
    departments: z.array(z.object({ id, name: z.string() })),
    firstDay: day,
    lastDay: day,
    items: z.array(myGivenTime),
  }),
});
export type GivenTimeSetup = z.infer<typeof listMyGivenTime.response>;

/** The id is the sender's own: sent again, it is the same one. */
const newTime = z.strictObject({ id, departmentId: id, minutes, day, words });
export type NewTime = z.infer<typeof newTime>;
export const giveTime = route({
  method: 'POST',
  path: '/api/me/given-time',
  tag,
  access: forLeaders,
  summary: 'Give each person of a department of mine time for security; they are told',
  body: newTime,
  response: myGivenTime,
  status: 201,
  problems: [timeUsed, timeDay, timeDiffers],
});
export const withdrawTime = route({
  method: 'POST',
  path: '/api/me/given-time/:timeId/withdraw',
  tag,
  access: forLeaders,
  summary: 'Withdraw time that I gave; the department is told',
  params: z.strictObject({ timeId: id }),
  response: nothing,
  status: 204,
});

/** What everybody of a department reads: nobody can claim what nobody got. */
export const timeForMe = timeGiven.extend({
  id,
  /** Null where the leader does not show the name. */
  by: z.string().nullable(),
});
export type TimeForMe = z.infer<typeof timeForMe>;
export const listTimeForMe = route({
  method: 'GET',
  path: '/api/me/time-for-me',
  tag,
  access: signedIn,
  summary: 'Time for security that leaders gave my department: of the last month, and ahead',
  response: z.object({ items: z.array(timeForMe) }),
});
