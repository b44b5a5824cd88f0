import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import {
  addMember,
  createLink,
  createLinksCsv,
  listMembers,
  readMember,
  updateMember,
  type Member,
} from '@vigil/shared/people';
import type { RouteCall } from '@vigil/shared/contract';
import { call } from '../../../lib/api';
import { usePages } from '../../../lib/admin/use-pages';

export const memberStates = ['active', 'deactivated', 'all'] as const;
export type MemberState = (typeof memberStates)[number];
/** What the list is asked for. */
export interface DirectoryFilters {
  search: string | undefined;
  departmentId: string | undefined;
  state: MemberState;
}
const pageSize = 100;

/** People as those see them who look after the directory. */
export const useDirectory = defineStore('directory', () => {
  const filters = shallowRef<DirectoryFilters>({
    search: undefined,
    departmentId: undefined,
    state: 'active',
  });
  const pages = usePages((cursor, signal) =>
    call(listMembers, { query: { ...filters.value, cursor, limit: pageSize } }, { signal }),
  );

  /** The last person written here: who was just added may stand on another page, or outside the search. */
  const written = shallowRef<Member | null>(null);

  function ask(next: DirectoryFilters): Promise<void> {
    filters.value = next;
    return pages.first();
  }
  /** Opens somebody's details, fresh from the server; the person reads that somebody looked. */
  async function look(memberId: string): Promise<void> {
    written.value = await call(readMember, { params: { memberId } });
  }
  async function add(body: RouteCall<typeof addMember>['body']): Promise<Member> {
    const member = await call(addMember, { body });
    written.value = member;
    // Where a new name belongs in the list, only the server knows.
    void pages.first();
    return member;
  }
  async function update(memberId: string, body: RouteCall<typeof updateMember>['body']): Promise<Member> {
    const member = await call(updateMember, { params: { memberId }, body });
    written.value = member;
    pages.change((items) => items.map((item) => (item.id === memberId ? member : item)));
    return member;
  }
  const linkFor = (memberId: string) => call(createLink, { params: { memberId } });
  const linksCsv = () => call(createLinksCsv, {});

  return {
    filters,
    people: pages.items,
    written,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    ask,
    again: pages.first,
    more: pages.more,
    disconnect: pages.cancel,
    look,
    add,
    update,
    linkFor,
    linksCsv,
  };
});
