/**
 * A call that waits for quiet: it runs `quietMs` after the last asking, and at the latest `longestMs` after the first.
 * Many changes in one moment become one request.
 */
export function afterQuiet(
  work: () => unknown,
  quietMs: number,
  longestMs: number,
): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstAskedAt: number | null = null;
  const run = () => {
    firstAskedAt = null;
    void work();
  };
  return {
    ask() {
      const now = Date.now();
      firstAskedAt ??= now;
      clearTimeout(timer);
      timer = setTimeout(run, Math.max(0, Math.min(quietMs, firstAskedAt + longestMs - now)));
    },
    stop() {
      clearTimeout(timer);
      firstAskedAt = null;
    },
  };
}
