import { z } from 'zod';
import { holidayRegions } from '../calendar/index.js';
import { day, id, nothing, problem, route, signedIn } from '../contract/index.js';
import { offReasons } from './off-days.js';

const tag = 'Streaks';
export const leaveTooMuch = problem('leave-too-much', 409, 'There are too many absences already.');
const count = z.number().int().min(0);

/** A streak as its owner sees it. */
const shownStreak = z.object({ current: count, best: count });
export const shownDay = z
  .object({
    day,
    state: z.enum(['lit', 'off', 'frozen', 'ended', 'open']),
    /** Why nothing was expected. */
    off: z.enum(offReasons).nullable(),
  })
  .meta({ id: 'StreakDay' });

/** My streaks: nobody else sees them. */
export const myStreaks = z
  .object({
    today: day,
    /** In working days of mine. */
    days: shownStreak,
    /** In weeks. */
    weeks: shownStreak,
    freezes: z.object({
      held: count,
      mostHeld: count,
      /** How many lamps bring the next; null while the most are held. */
      litToNext: count.nullable(),
    }),
    /** The last fourteen days, oldest first. */
    recent: z.array(shownDay),
  })
  .meta({ id: 'MyStreaks' });
export type MyStreaks = z.infer<typeof myStreaks>;

/** Time away, first and last day; at most a year at once. Why is nobody's business. */
export const newLeave = z
  .strictObject({ fromDay: day, untilDay: day })
  .refine((l) => l.fromDay <= l.untilDay, { path: ['untilDay'], message: 'ends before it starts' })
  .refine((l) => Date.parse(l.untilDay) - Date.parse(l.fromDay) <= 366 * 86_400_000, {
    path: ['untilDay'],
    message: 'is longer than a year',
  });
export const leave = z.object({ id, fromDay: day, untilDay: day }).meta({ id: 'Leave' });
export type Leave = z.infer<typeof leave>;

/** Whose public holidays somebody keeps: a region, none, or (null) those of most people in their time zone. */
export const holidayChoice = z.enum(['none', ...holidayRegions.map((region) => region.code)]).nullable();
/** ISO weekdays, 1 = Monday; null: those of the organisation. A question comes on five days a week at most. */
export const ownWorkingDays = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(5)
  .refine((days) => new Set(days).size === days.length, 'Each day once.')
  .nullable();
export const workCalendar = z
  .object({
    workingDays: ownWorkingDays,
    holidays: holidayChoice,
    /** What holds where nothing was chosen. */
    standard: z.object({ workingDays: z.array(z.number().int()), holidays: z.string().nullable() }),
  })
  .meta({ id: 'WorkCalendar' });
export type WorkCalendar = z.infer<typeof workCalendar>;

export const readMyStreaks = route({
  method: 'GET',
  path: '/api/me/streaks',
  tag,
  access: signedIn,
  summary: 'My streaks, freezes and last days',
  response: myStreaks,
});
export const listMyLeave = route({
  method: 'GET',
  path: '/api/me/leave',
  tag,
  access: signedIn,
  summary: 'My time away, latest first',
  response: z.object({ items: z.array(leave) }),
});
export const enterLeave = route({
  method: 'POST',
  path: '/api/me/leave',
  tag,
  access: signedIn,
  summary: 'Say when I am away, also afterwards',
  body: newLeave,
  response: leave,
  status: 201,
  problems: [leaveTooMuch],
});
export const removeLeave = route({
  method: 'DELETE',
  path: '/api/me/leave/:leaveId',
  tag,
  access: signedIn,
  summary: 'Take time away back',
  params: z.strictObject({ leaveId: id }),
  response: nothing,
  status: 204,
});
export const readWorkCalendar = route({
  method: 'GET',
  path: '/api/me/work-calendar',
  tag,
  access: signedIn,
  summary: 'My working days and public holidays',
  response: workCalendar,
});
export const updateWorkCalendar = route({
  method: 'PUT',
  path: '/api/me/work-calendar',
  tag,
  access: signedIn,
  summary: 'Say on which days I work, and whose public holidays I keep',
  body: z.strictObject({ workingDays: ownWorkingDays, holidays: holidayChoice }),
  response: workCalendar,
});
