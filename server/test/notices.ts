import {
  listMyNotices,
  type Notice,
  type NoticeKind,
  type NoticeWishes,
  readNoticeWishes,
  updateNoticeWishes,
} from '@vigil/shared/notices';
import { expect, vi } from 'vitest';
import type { Sql } from '../src/platform/db/database.js';
import type { Actor } from './cast.js';
import { read } from './earned.js';

/** What somebody was told, newest first. */
export const noticesOf = async (by: Actor) => read(listMyNotices, await by.ask(listMyNotices));

/** What somebody was told of a kind, once there is so much of it. */
export const toldOf = (by: Actor, kind: NoticeKind, how = 1): Promise<Notice[]> =>
  vi.waitFor(async () => {
    const found = (await noticesOf(by)).items.filter((one) => one.kind === kind);
    expect(found).toHaveLength(how);
    return found;
  }, 10_000);

/** Waits until all that was left word of is among the notices; screens may hear of it later. */
export const allTold = (sql: Sql): Promise<void> =>
  vi.waitFor(async () => {
    expect(await sql.query(`SELECT topic FROM outbox WHERE consumer = 'notices'`)).toEqual([]);
  }, 10_000);

/** Changes what somebody wants to be told. */
export async function wish(by: Actor, change: Partial<NoticeWishes>): Promise<NoticeWishes> {
  const { quietHours } = read(readNoticeWishes, await by.ask(readNoticeWishes));
  const body = { kinds: [], quietHours, ...change };
  return read(updateNoticeWishes, await by.ask(updateNoticeWishes, { body }));
}
