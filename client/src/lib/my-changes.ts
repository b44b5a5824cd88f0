import { watch } from 'vue';
import type { Connection, MessageOf } from './socket';

type Change = MessageOf<'me:changed'>['what'];
/** Spread, so that a whole company does not ask in the second in which a server, or its link to others, is back. */
const spreadMs = 2_000;

/** Whether a word may be about one of these kinds. */
export const isAbout = (what: Change, ...kinds: readonly Change[]): boolean =>
  what === 'unheard' || kinds.includes(what);

/**
 * Calls `renew` when something of one of these kinds changed for me, and soon after the connection is there or words were
 * lost: what was told while nobody listened is told to nobody again. @returns how to end it
 */
export function onMyChanges(
  connection: Connection,
  kinds: readonly Change[],
  renew: () => unknown,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void renew(), Math.random() * spreadMs);
  };
  const off = connection.on('me:changed', ({ what }) => {
    if (what === 'unheard') soon();
    else if (kinds.includes(what)) void renew();
  });
  const unwatch = watch(connection.state, (state) => state === 'live' && soon(), { flush: 'sync' });
  return () => {
    clearTimeout(timer);
    off();
    unwatch();
  };
}
