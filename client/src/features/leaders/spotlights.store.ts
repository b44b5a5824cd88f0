import { defineStore } from 'pinia';
import { grantSpotlight, type NewSpotlight, readMySpotlights } from '@vigil/shared/leaders';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** The lights that I can grant, and those that I granted. */
export const useMySpotlights = defineStore('my-spotlights', () => {
  const connection = useConnection();
  const mine = useLoaded((signal) => call(readMySpotlights, {}, { signal }));
  let stop: () => void = () => undefined;

  function connect(): void {
    stop = onMyChanges(connection, ['spotlight'], mine.load);
    void mine.load();
  }
  function disconnect(): void {
    stop();
    mine.cancel();
  }

  async function grant(body: NewSpotlight): Promise<void> {
    try {
      await call(grantSpotlight, { body });
    } finally {
      // also after a refusal: what is shown was not the present
      await mine.load();
    }
  }
  return { mine, connect, disconnect, grant };
});
