import { defineStore } from 'pinia';
import { addDisplay, listDisplays, revokeDisplay } from '@vigil/shared/wall';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

/** Display links. The address of a new one is handed to the caller once and never kept here. */
export const useDisplays = defineStore('displays', () => {
  const list = useLoaded(async (signal) => (await call(listDisplays, {}, { signal })).items);

  async function add(name: string) {
    const made = await call(addDisplay, { body: { name } });
    await list.load();
    return made;
  }
  async function revoke(displayId: string): Promise<void> {
    try {
      await call(revokeDisplay, { params: { displayId } });
    } finally {
      // also after a refusal: somebody else may have revoked it
      await list.load();
    }
  }
  return { displays: list.value, problem: list.problem, busy: list.busy, load: list.load, add, revoke };
});
