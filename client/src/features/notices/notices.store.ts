import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { listMyNotices, readAllNotices, readNotice, type Notice } from '@vigil/shared/notices';
import { usePages } from '../../lib/admin/use-pages';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';

const pageSize = 30;
const quietMs = 150;
const longestMs = 800;

/** What I was told, newest first, and how much of it waits. Renewed whenever the server says that there is more. */
export const useNotices = defineStore('notices', () => {
  const connection = useConnection();
  const unread = ref(0);
  /** What has just come and may show itself; what was there before I came may not. */
  const fresh = shallowRef<readonly Notice[]>([]);
  const pages = usePages<Notice>((cursor, signal) => fetchPage(cursor, signal));
  const refresh = afterQuiet(renew, quietMs, longestMs);
  let users = 0;
  let stop: () => void = () => undefined;

  async function fetchPage(cursor?: string, signal?: AbortSignal) {
    const page = await call(listMyNotices, { query: { cursor, limit: pageSize } }, { signal });
    unread.value = page.unread;
    return page;
  }
  /** Looks at the newest; what was read further down stays where it is. */
  async function renew(): Promise<void> {
    const before = pages.items.value;
    if (before === null) return pages.first();
    const known = new Set(before.map(({ id }) => id));
    const page = await fetchPage().catch(() => null);
    // without an answer the next word, or the connection that comes back, tries again
    if (page === null) return;
    const newer = new Set(page.items.map(({ id }) => id));
    pages.change((items) => [...page.items, ...items.filter(({ id }) => !newer.has(id))]);
    fresh.value = page.items.filter((one) => one.showsItself && !known.has(one.id));
  }

  /** Begins to follow; each `connect` needs its `disconnect`. */
  function connect(): void {
    if (++users > 1) return;
    stop = onMyChanges(connection, ['notice'], refresh.ask);
    void pages.first();
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    stop();
    refresh.stop();
    pages.cancel();
  }

  async function read(id: string): Promise<void> {
    mark((one) => one.id === id);
    await call(readNotice, { params: { noticeId: id } });
  }
  async function readAll(): Promise<void> {
    const shown = pages.items.value ?? [];
    const [newest] = shown;
    if (newest === undefined) return;
    await call(readAllNotices, { body: { upTo: newest.id } });
    // what came meanwhile is new
    mark((one) => shown.some(({ id }) => id === one.id));
  }
  function mark(which: (one: Notice) => boolean): void {
    const marked = (pages.items.value ?? []).filter((one) => !one.read && which(one)).length;
    unread.value = Math.max(0, unread.value - marked);
    pages.change((items) => items.map((one) => (which(one) ? { ...one, read: true } : one)));
  }

  return {
    unread,
    fresh,
    notices: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    connect,
    disconnect,
    read,
    readAll,
  };
});
