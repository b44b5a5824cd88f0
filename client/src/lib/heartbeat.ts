import { readonly, ref, type Ref } from 'vue';

/** The server repeats a watched board's version this often. */
export const heartbeatMs = 5_000;
/** Two beats may be missed, with room for one that is merely late. */
const silentAfterMs = 2 * heartbeatMs + heartbeatMs / 2;

/** Tells when a watched board has gone silent: two heartbeats did not come. The next one ends the silence. */
export function useHeartbeat(): {
  silent: Readonly<Ref<boolean>>;
  start: () => void;
  beat: () => void;
  stop: () => void;
} {
  const silent = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = () => {
    silent.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (silent.value = true), silentAfterMs);
  };
  return { silent: readonly(silent), start: beat, beat, stop: () => clearTimeout(timer) };
}
