import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { listMemberEntries, reverseEntry } from '@vigil/shared/corrections';
import { listMembers, type Member } from '@vigil/shared/people';
import { usePages } from '../../../lib/admin/use-pages';
import { call } from '../../../lib/api';

const mostFound = 8;
const pageSize = 50;

/** Finding a person's entry, and taking it back. The person reads that somebody looked. */
export const useTakeBack = defineStore('take-back', () => {
  const person = shallowRef<Member | null>(null);
  const personId = ref('');
  const pages = usePages((cursor, signal) =>
    call(
      listMemberEntries,
      { params: { memberId: personId.value }, query: { cursor, limit: pageSize } },
      { signal },
    ),
  );
  async function find(search: string, signal: AbortSignal): Promise<Member[]> {
    if (search === '') return [];
    return (await call(listMembers, { query: { search, limit: mostFound } }, { signal })).items;
  }
  async function choose(next: Member | null): Promise<void> {
    person.value = next;
    personId.value = next?.id ?? '';
    if (next) await pages.first({ afresh: true });
  }
  async function takeBack(entryId: string, reason: string): Promise<number> {
    const { points } = await call(reverseEntry, { params: { entryId }, body: { reason } });
    await pages.first();
    return points;
  }
  return {
    person,
    entries: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    find,
    choose,
    takeBack,
    disconnect: pages.cancel,
  };
});
