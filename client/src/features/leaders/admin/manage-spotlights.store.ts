import { defineStore } from 'pinia';
import {
  decideSpotlight,
  listSpotlights,
  readSpotlightSettings,
  type SpotlightSettings,
  updateSpotlightSettings,
} from '@vigil/shared/leaders';
import { call } from '../../../lib/api';
import { onMyChanges } from '../../../lib/my-changes';
import { useConnection } from '../../../lib/socket';
import { useLoaded } from '../../../lib/use-loaded';

/** Lights that wait for a second person, and the budget of leaders. */
export const useManageSpotlights = defineStore('manage-spotlights', () => {
  const connection = useConnection();
  const list = useLoaded(async (signal) => (await call(listSpotlights, {}, { signal })).items);
  const settings = useLoaded((signal) => call(readSpotlightSettings, {}, { signal }));

  let stop: () => void = () => undefined;

  function connect(): void {
    stop = onMyChanges(connection, ['spotlight'], list.load);
    void list.load();
    void settings.load();
  }
  function disconnect(): void {
    stop();
    list.cancel();
    settings.cancel();
  }
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
    ...{ list, settings, connect, disconnect, decide },
    save: async (body: SpotlightSettings) => settings.set(await call(updateSpotlightSettings, { body })),
  };
});
