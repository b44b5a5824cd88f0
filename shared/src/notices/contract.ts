import { z } from 'zod';
import { instant, nothing, page, pageQuery, route, signedIn } from '../contract/index.js';
import { noticeChoices, noticeKindNames } from './kinds.js';

const tag = 'Notices';
const kind = z.enum(noticeKindNames);
const choice = z.enum(noticeChoices);
const noticeId = z.string().regex(/^\d{1,18}$/);
const minute = z.number().int().min(0).max(1439);

/** Something that a person is told, and nobody else. Its words come from its kind; facts fill them. */
export const notice = z
  .object({
    id: z.string(),
    kind,
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    at: instant,
    read: z.boolean(),
    /** Whether it may show itself now: it is news, it was chosen, and no quiet hours hold. */
    showsItself: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

export const quietHours = z
  .strictObject({ fromMinute: minute, untilMinute: minute })
  .refine((hours) => hours.fromMinute !== hours.untilMinute, {
    path: ['untilMinute'],
    message: 'is where it begins',
  });
/** What I want to be told, and when; kinds that are not named stay as they are. */
export const noticeWishes = z.strictObject({
  kinds: z.array(z.strictObject({ kind, choice })).max(100),
  /** Minutes of the day on my own clock; null: there are none. */
  quietHours: quietHours.nullable(),
});
export type NoticeWishes = z.infer<typeof noticeWishes>;

export const listMyNotices = route({
  method: 'GET',
  path: '/api/me/notices',
  tag,
  access: signedIn,
  summary: 'What I was told, newest first, and how much of it I have not read',
  query: pageQuery,
  response: page(notice).extend({ unread: z.number().int().min(0) }),
});
export const readNotice = route({
  method: 'POST',
  path: '/api/me/notices/:noticeId/read',
  tag,
  access: signedIn,
  summary: 'I have read this one',
  params: z.strictObject({ noticeId }),
  response: nothing,
  status: 204,
});
/** What came after the one named is not read: nobody has seen it. */
export const readAllNotices = route({
  method: 'POST',
  path: '/api/me/notices/read-all',
  tag,
  access: signedIn,
  summary: 'I have read this one, and all before it',
  body: z.strictObject({ upTo: noticeId }),
  response: nothing,
  status: 204,
});
export const readNoticeWishes = route({
  method: 'GET',
  path: '/api/me/notice-wishes',
  tag,
  access: signedIn,
  summary: 'What I want to be told, and when not',
  response: noticeWishes,
});
export const updateNoticeWishes = route({
  method: 'PUT',
  path: '/api/me/notice-wishes',
  tag,
  access: signedIn,
  summary: 'Say what I want to be told, and when not',
  body: noticeWishes,
  response: noticeWishes,
});
