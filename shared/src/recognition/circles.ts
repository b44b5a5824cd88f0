/** Somebody thanks somebody. */
export interface Arrow {
  readonly giverId: string;
  readonly receiverId: string;
}

interface Visit {
  readonly order: number;
  low: number;
  waiting: boolean;
}

/**
 * The sets of people each of whom can be reached from each other along thanks: rings, pairs who thank each other, and
 * whatever is woven of them. People who stand in none are missing.
 * R. Tarjan, Depth-first search and linear graph algorithms (1972), without recursion: a chain may be very long.
 */
export function knots(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { giverId, receiverId } of arrows) next.set(giverId, [...(next.get(giverId) ?? []), receiverId]);
  const visits = new Map<string, Visit>();
  const waiting: string[] = [];
  const found: string[][] = [];

  const enter = (who: string): { who: string; visit: Visit; ahead: string[] } => {
    const visit = { order: visits.size, low: visits.size, waiting: true };
    visits.set(who, visit);
    waiting.push(who);
    return { who, visit, ahead: [...(next.get(who) ?? [])] };
  };
  const leave = (who: string, visit: Visit): void => {
    if (visit.low !== visit.order) return;
    const knot = waiting.splice(waiting.lastIndexOf(who));
    for (const one of knot) Object.assign(visits.get(one) ?? {}, { waiting: false });
    if (knot.length > 1) found.push(knot.sort());
  };
  for (const start of next.keys()) {
    if (visits.has(start)) continue;
    const path = [enter(start)];
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const to = here.ahead.pop();
      if (to === undefined) {
        path.pop();
        leave(here.who, here.visit);
        const before = path.at(-1)?.visit;
        if (before) before.low = Math.min(before.low, here.visit.low);
        continue;
      }
      const seen = visits.get(to);
      if (seen === undefined) path.push(enter(to));
      else if (seen.waiting) here.visit.low = Math.min(here.visit.low, seen.order);
    }
  }
  return found.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
