import { defineStore } from 'pinia';
import { listDeadLetters } from '@vigil/shared/ingestion';
import { call } from '../../lib/api';
import { usePages } from '../../lib/admin/use-pages';

const pageSize = 100;

/** What could not be taken, with its reason and nothing of its content. */
export const useDeadLetters = defineStore('dead-letters', () => {
  const pages = usePages((cursor, signal) =>
    call(listDeadLetters, { query: { cursor, limit: pageSize } }, { signal }),
  );
  return {
    letters: pages.items,
    problem: pages.problem,
    busy: pages.busy,
    hasMore: pages.hasMore,
    again: pages.first,
    more: pages.more,
    connect: () => void pages.first(),
    disconnect: pages.cancel,
  };
});
