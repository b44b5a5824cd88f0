import { defineStore } from 'pinia';
import {
  decideSpotlight,
  listSpotlights,
  readSpotlightSettings,
  type SpotlightSettings,
  updateSpotlightSettings,
} from '@vigil/shared/leaders';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

/** Lights that wait for a second person, and the budget of leaders. */
export const useManageSpotlights = defineStore('manage-spotlights', () => {
  const list = useLoaded(async (signal) => (await call(listSpotlights, {}, { signal })).items);
  const settings = useLoaded((signal) => call(readSpotlightSettings, {}, { signal }));

  /** @param reason why not; null agrees */
  async function decide(spotlightId: string, reason: string | null): Promise<void> {
    const body = reason === null ? { state: 'granted' as const } : { state: 'declined' as const, reason };
    try {
      await call(decideSpotlight, { params: { spotlightId }, body });
    } finally {
      await list.load();
    }
  }
  return {
    ...{ list, settings, decide },
    load: () => Promise.all([list.load(), settings.load()]),
    cancel: () => {
      list.cancel();
      settings.cancel();
    },
    save: async (body: SpotlightSettings) => settings.set(await call(updateSpotlightSettings, { body })),
  };
});
