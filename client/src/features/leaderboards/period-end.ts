/** Timers hold at most 24.8 days; a day is plenty to wake up and look again. */
const longestWaitMs = 86_400_000;
const shortestWaitMs = 2_000;
/** Spread, so that a whole company does not ask in the second in which a week ends. */
const spreadMs = 3_000;

/** Calls `ended` soon after the period's end. A clock that runs ahead asks again a little later, not at once. */
export function usePeriodEnd(ended: () => void): {
  expect: (endsAt: string | null) => void;
  stop: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function expect(endsAt: string | null): void {
    clearTimeout(timer);
    if (endsAt === null) return;
    const leftMs = Date.parse(endsAt) - Date.now();
    const far = leftMs > longestWaitMs;
    const waitMs = far ? longestWaitMs : Math.max(shortestWaitMs, leftMs) + Math.random() * spreadMs;
    timer = setTimeout(() => (far ? expect(endsAt) : ended()), waitMs);
  }
  return { expect, stop: () => clearTimeout(timer) };
}
