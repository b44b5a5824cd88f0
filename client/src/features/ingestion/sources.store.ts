import { defineStore } from 'pinia';
import { computed } from 'vue';
import {
  changeSecret,
  createSource,
  importEventsCsv,
  listSources,
  revokeSource,
  testSource,
} from '@vigil/shared/ingestion';
import type { RouteCall } from '@vigil/shared/contract';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** Systems that state facts. A key or secret is handed to the caller once and never kept here. */
export const useSources = defineStore('sources', () => {
  const list = useLoaded(async (signal) => (await call(listSources, {}, { signal })).items);
  const names = computed(() => new Map((list.value.value ?? []).map(({ id, name }) => [id, name])));

  async function create(body: RouteCall<typeof createSource>['body']) {
    const made = await call(createSource, { body });
    // A renewal may have brought it already.
    const others = (list.value.value ?? []).filter(({ id }) => id !== made.source.id);
    list.set([...others, made.source]);
    return made;
  }
  async function revoke(sourceId: string): Promise<void> {
    await call(revokeSource, { params: { sourceId } });
    await list.load();
  }
  async function renewSecret(sourceId: string, overlapHours: number) {
    const made = await call(changeSecret, { params: { sourceId }, body: { overlapHours } });
    list.set((list.value.value ?? []).map((one) => (one.id === sourceId ? made.source : one)));
    return made;
  }
  const test = (sourceId: string) => call(testSource, { params: { sourceId } });
  const repair = (sourceId: string, csv: string) =>
    call(importEventsCsv, { params: { sourceId }, body: { csv } });

  return {
    sources: list.value,
    problem: list.problem,
    busy: list.busy,
    names,
    load: list.load,
    connect: () => void list.load(),
    disconnect: list.cancel,
    create,
    changeSecret: renewSecret,
    revoke,
    test,
    repair,
  };
});
