import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { importBehavioursCsv, previewBehavioursCsv } from '@vigil/shared/behaviours';
import type { RouteResult } from '@vigil/shared/contract';
import { call } from '../../lib/api';

export type BehavioursPreview = RouteResult<typeof previewBehavioursCsv>;
export type BehavioursResult = RouteResult<typeof importBehavioursCsv>;

/** Training and habits from a table: looked at first, then taken whole or not at all. */
export const useBehavioursImport = defineStore('behaviours-import', () => {
  const preview = shallowRef<BehavioursPreview | null>(null);
  const result = shallowRef<BehavioursResult | null>(null);

  function forget(): void {
    preview.value = null;
    result.value = null;
  }
  async function look(csv: string): Promise<void> {
    forget();
    preview.value = await call(previewBehavioursCsv, { body: { csv } });
  }
  async function take(csv: string): Promise<void> {
    const taken = await call(importBehavioursCsv, { body: { csv } });
    forget();
    result.value = taken;
  }
  return { preview, result, forget, look, take };
});
