/** Part of the table that may be taken: probes stay short. */
const fullest = 0.75;
const growth = 1.25;

/**
 * Who sits where on one board: each number of `Identities` that is on it has a seat, from 0 upwards, so that everything
 * else about the board lies in arrays by seat, whatever part of all ids is on it. A hash table with linear probing and
 * deletion by shifting back (Knuth, The Art of Computer Programming 6.4, algorithms L and R).
 */
export class Seats {
  /** Seat + 1, or 0 for an empty place. */
  private table: Uint32Array;
  private numbers: Uint32Array;
  private readonly free: number[] = [];
  private taken = 0;

  constructor(expected = 0) {
    this.numbers = new Uint32Array(expected);
    this.table = new Uint32Array(tableFor(expected));
  }

  /** How many sit. */
  get size(): number {
    return this.taken - this.free.length;
  }

  /** Seats there are, those that are free among them. */
  get count(): number {
    return this.taken;
  }

  get bytes(): number {
    return this.table.byteLength + this.numbers.byteLength;
  }

  /** The seat of a number; null when it has none. */
  find(number: number): number | null {
    const seat = (this.table[this.placeOf(number)] ?? 0) - 1;
    return seat < 0 ? null : seat;
  }

  numberAt(seat: number): number {
    return this.numbers[seat] ?? 0;
  }

  /** Gives a seat to a number that has none. */
  take(number: number): number {
    if (this.size + 1 > this.table.length * fullest) this.widen();
    const seat = this.free.pop() ?? this.taken++;
    if (seat >= this.numbers.length) this.seatMore();
    this.numbers[seat] = number;
    this.table[this.placeOf(number)] = seat + 1;
    return seat;
  }

  /** Frees the seat of a number. */
  leave(number: number): void {
    const { table } = this;
    const mask = table.length - 1;
    let hole = this.placeOf(number);
    const seat = (table[hole] ?? 0) - 1;
    if (seat < 0) return;
    this.free.push(seat);
    table[hole] = 0;
    for (let at = (hole + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
      const home = this.home(this.numbers[(table[at] ?? 0) - 1] ?? 0);
      // whoever would not be found behind the hole moves into it
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      table[hole] = table[at] ?? 0;
      table[at] = 0;
      hole = at;
    }
  }

  /** The place in the table where the number is, or would be. */
  private placeOf(number: number): number {
    const { table, numbers } = this;
    const mask = table.length - 1;
    let at = this.home(number);
    for (;;) {
      const held = table[at] ?? 0;
      if (held === 0 || numbers[held - 1] === number) return at;
      at = (at + 1) & mask;
    }
  }

  private home(number: number): number {
    // Fibonacci hashing (Knuth 6.4): the upper bits of the product, so that numbers that follow each other lie apart
    return Math.imul(number, 0x9e3779b1) >>> Math.clz32(this.table.length - 1);
  }

  private seatMore(): void {
    const more = new Uint32Array(roomFor(this.taken));
    more.set(this.numbers);
    this.numbers = more;
  }

  private widen(): void {
    const seated = this.table.filter((held) => held !== 0);
    this.table = new Uint32Array(this.table.length * 2);
    for (const held of seated) this.table[this.placeOf(this.numbers[held - 1] ?? 0)] = held;
  }
}

/** Places to have where `least` are needed: a quarter more, so that growing is rare and little lies idle. */
export function roomFor(least: number): number {
  return Math.ceil(least * growth) + 8;
}

function tableFor(expected: number): number {
  let length = 8;
  while (length * fullest < expected) length *= 2;
  return length;
}
