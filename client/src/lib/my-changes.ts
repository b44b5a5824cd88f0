import { watch } from 'vue';
import type { Connection, MessageOf } from './socket';

type Change = MessageOf<'me:changed'>['what'];

/**
 * Calls `renew` when something of one of these kinds changed for me, and whenever the connection is there: what was told
 * while nobody listened is told to nobody again. @returns how to end it
 */
export function onMyChanges(
  connection: Connection,
  kinds: readonly Change[],
  renew: () => unknown,
): () => void {
  const off = connection.on('me:changed', ({ what }) => kinds.includes(what) && void renew());
  const unwatch = watch(connection.state, (state) => state === 'live' && void renew(), { flush: 'sync' });
  return () => {
    off();
    unwatch();
  };
}
