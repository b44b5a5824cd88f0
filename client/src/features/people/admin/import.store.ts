import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { importPeople, previewImport } from '@vigil/shared/people';
import type { RouteResult } from '@vigil/shared/contract';
import { call } from '../../../lib/api';

export type ImportPreview = RouteResult<typeof previewImport>;
export type ImportResult = RouteResult<typeof importPeople>;

/** An import of people: looked at first, then taken whole or not at all. */
export const usePeopleImport = defineStore('people-import', () => {
  const preview = shallowRef<ImportPreview | null>(null);
  const result = shallowRef<ImportResult | null>(null);

  function forget(): void {
    preview.value = null;
    result.value = null;
  }
  async function look(csv: string): Promise<void> {
    forget();
    preview.value = await call(previewImport, { body: { csv } });
  }
  async function take(csv: string): Promise<void> {
    const taken = await call(importPeople, { body: { csv } });
    forget();
    result.value = taken;
  }
  return { preview, result, forget, look, take };
});
