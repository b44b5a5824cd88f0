import { defineStore } from 'pinia';
import { listParked, mapParked, retryParked, type parkedAddress } from '@vigil/shared/ingestion';
import { listMembers, type Member } from '@vigil/shared/people';
import type { z } from 'zod';
import { call } from '../../lib/api';
import { usePages } from '../../lib/admin/use-pages';

export type ParkedAddress = z.infer<typeof parkedAddress>;
const pageSize = 100;
const suggestions = 8;

/** Addresses that nobody here is known by, and how many facts wait for each; never what those facts are. */
export const useParked = defineStore('parked', () => {
  const pages = usePages((cursor, signal) =>
    call(listParked, { query: { cursor, limit: pageSize } }, { signal }),
  );

  async function map(parkedId: string, memberId: string): Promise<number> {
    const { replayed } = await call(mapParked, { params: { parkedId }, body: { memberId } });
    pages.change((items) => items.filter((item) => item.id !== parkedId));
    return replayed;
  }
  async function retry(): Promise<{ replayed: number; waiting: number }> {
    const done = await call(retryParked, {});
    await pages.first();
    return done;
  }
  /** The few people whose name or address fits what was typed. */
  async function find(search: string, signal: AbortSignal): Promise<readonly Member[]> {
    const query = { search, state: 'all' as const, limit: suggestions };
    return (await call(listMembers, { query }, { signal })).items;
  }
  return {
    parked: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    connect: () => void pages.first(),
    disconnect: pages.cancel,
    map,
    retry,
    find,
  };
});
