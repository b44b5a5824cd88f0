import type { Turns } from '../turns/turns.js';

const bits = 11;
const buckets = 2 ** bits;
/** Steps between two looks at the clock. */
const stretch = 8_192;

/**
 * Indices of `keys` (whole numbers) in the order of key and then id, sorted in turns. A radix sort from the least digit
 * upwards (Knuth, The Art of Computer Programming 5.2.5): it keeps what is in order, so that equal keys stay as they came,
 * and are looked at by id only where they did not come in that order.
 */
export async function sortSeats(
  keys: Float64Array,
  idAt: (seat: number) => string,
  turns: Turns,
): Promise<Uint32Array> {
  const { least, range } = await rangeOf(keys, turns);
  let from = new Uint32Array(keys.length);
  for (let seat = 0; seat < keys.length; seat++) from[seat] = seat;
  let to = new Uint32Array(keys.length);
  for (let divisor = 1; divisor <= range; divisor *= buckets) {
    await pass(keys, { from, to, least, divisor }, turns);
    [from, to] = [to, from];
  }
  await orderEquals(from, keys, idAt, turns);
  return from;
}

interface Pass {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly least: number;
  readonly divisor: number;
}

async function pass(keys: Float64Array, { from, to, least, divisor }: Pass, turns: Turns): Promise<void> {
  const digit = (seat: number): number => Math.floor(((keys[seat] ?? 0) - least) / divisor) % buckets;
  const next = new Uint32Array(buckets);
  for (let at = 0; at < from.length; at += stretch) {
    const end = Math.min(from.length, at + stretch);
    for (let i = at; i < end; i++) {
      const d = digit(from[i] ?? 0);
      next[d] = (next[d] ?? 0) + 1;
    }
    if (turns.isOver()) await turns.next();
  }
  let sum = 0;
  next.forEach((count, d) => {
    next[d] = sum;
    sum += count;
  });
  for (let at = 0; at < from.length; at += stretch) {
    const end = Math.min(from.length, at + stretch);
    for (let i = at; i < end; i++) {
      const seat = from[i] ?? 0;
      const d = digit(seat);
      const place = next[d] ?? 0;
      next[d] = place + 1;
      to[place] = seat;
    }
    if (turns.isOver()) await turns.next();
  }
}

async function rangeOf(keys: Float64Array, turns: Turns): Promise<{ least: number; range: number }> {
  let [least, greatest] = [Infinity, -Infinity];
  for (let at = 0; at < keys.length; at += stretch) {
    for (const key of keys.subarray(at, at + stretch)) {
      if (key < least) least = key;
      if (key > greatest) greatest = key;
    }
    if (turns.isOver()) await turns.next();
  }
  return { least, range: greatest - least };
}

async function orderEquals(
  seats: Uint32Array,
  keys: Float64Array,
  idAt: (seat: number) => string,
  turns: Turns,
): Promise<void> {
  let look = stretch;
  for (let start = 0, end = 1; start < seats.length; start = end++) {
    let inOrder = true;
    for (; end < seats.length && keys[seats[end] ?? 0] === keys[seats[start] ?? 0]; end++)
      inOrder &&= idAt(seats[end - 1] ?? 0) < idAt(seats[end] ?? 0);
    if (!inOrder) seats.subarray(start, end).sort((a, b) => (idAt(a) < idAt(b) ? -1 : 1));
    if (end < look) continue;
    look = end + stretch;
    if (turns.isOver()) await turns.next();
  }
}
