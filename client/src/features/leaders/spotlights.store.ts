import { defineStore } from 'pinia';
import { grantSpotlight, type NewSpotlight, readMySpotlights } from '@vigil/shared/leaders';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** The lights that I can grant, and those that I granted. */
export const useMySpotlights = defineStore('my-spotlights', () => {
  const mine = useLoaded((signal) => call(readMySpotlights, {}, { signal }));

  async function grant(body: NewSpotlight): Promise<void> {
    try {
      await call(grantSpotlight, { body });
    } finally {
      // also after a refusal: what is shown was not the present
      await mine.load();
    }
  }
  return { mine, grant };
});
