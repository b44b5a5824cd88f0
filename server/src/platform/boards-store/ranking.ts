import { Turns } from '../turns/turns.js';
import { Fenwick } from './fenwick.js';
import { sortSeats } from './radix-sort.js';
import { roomFor } from './seats.js';

/** Seats in a block at most, and of a board that was just built: with room, so that the next ones part no block. */
const most = 1_024;
const builtWith = 896;

interface Block {
  seats: Uint32Array;
  length: number;
  /** What no pair of this block stands before; of the first block it means nothing. */
  readonly fromKey: number;
  readonly fromId: string;
}

/**
 * The order of a board: seats by (key, id), in blocks of at most 1,024, with a Fenwick tree over the blocks' lengths. A
 * place is found by a search among the blocks' beginnings, one sum of the tree, and a search in one block: O(log n) at ten
 * millions as at ten. Keys lie in an array by seat: 8 bytes, and a block has 4 for each seat and what it keeps free.
 */
export class Ranking {
  private keys: Float64Array;
  private blocks: Block[] = [emptyBlock()];
  private lengths = new Fenwick([0]);
  private held = 0;

  /** @param idAt the id in a seat; must not change while the seat is in the ranking */
  constructor(
    private readonly idAt: (seat: number) => string,
    expected = 0,
  ) {
    this.keys = new Float64Array(expected);
  }

  get size(): number {
    return this.held;
  }

  get bytes(): number {
    return this.blocks.reduce((sum, { seats }) => sum + seats.byteLength, this.keys.byteLength);
  }

  keyOf(seat: number): number {
    return this.keys[seat] ?? 0;
  }

  /** Keeps the key of a seat that `build` will put in its place. */
  note(seat: number, key: number): void {
    if (seat >= this.keys.length) {
      const more = new Float64Array(roomFor(seat));
      more.set(this.keys);
      this.keys = more;
    }
    this.keys[seat] = key;
  }

  /** Puts the first `count` seats, all of which are noted, in order: in turns, while nobody looks. */
  async build(count: number): Promise<void> {
    const turns = new Turns();
    const sorted = await sortSeats(this.keys.subarray(0, count), this.idAt, turns);
    const blocks: Block[] = [];
    for (let at = 0; at < count; at += builtWith) {
      if (turns.isOver()) await turns.next();
      const seats = sorted.slice(at, at + builtWith);
      blocks.push(block(seats, this.keyOf(seats[0] ?? 0), this.idAt(seats[0] ?? 0)));
    }
    this.held = count;
    this.blocks = blocks.length === 0 ? [emptyBlock()] : blocks;
    this.count();
  }

  insert(seat: number, key: number): void {
    this.note(seat, key);
    const id = this.idAt(seat);
    const at = this.blockOf(key, id);
    const found = this.block(at);
    if (found.length === found.seats.length) found.seats = withRoom(found.seats);
    const place = this.placeIn(found, key, id);
    found.seats.copyWithin(place + 1, place, found.length);
    found.seats[place] = seat;
    found.length++;
    this.held++;
    if (found.length === most) this.part(at, found);
    else this.lengths.add(at, 1);
  }

  /** Takes out a seat that is in. */
  remove(seat: number): void {
    const [key, id] = [this.keyOf(seat), this.idAt(seat)];
    const at = this.blockOf(key, id);
    const found = this.block(at);
    const place = this.placeIn(found, key, id);
    found.seats.copyWithin(place, place + 1, found.length);
    found.length--;
    this.held--;
    this.lengths.add(at, -1);
    if (found.length < most / 4) this.join(at, found);
  }

  /** How many stand before the pair: for one that is there, its place from 0. */
  countBefore(key: number, id: string): number {
    const at = this.blockOf(key, id);
    return this.lengths.before(at) + this.placeIn(this.block(at), key, id);
  }

  /** Up to `count` seats from a place on. */
  slice(start: number, count: number): number[] {
    const found: number[] = [];
    let { index, rest } = this.lengths.find(start);
    for (; index < this.blocks.length && found.length < count; index++, rest = 0) {
      const { seats, length } = this.block(index);
      for (let i = rest; i < length && found.length < count; i++) found.push(seats[i] ?? 0);
    }
    return found;
  }

  /** The last block that begins at the pair or before it. */
  private blockOf(key: number, id: string): number {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const { fromKey, fromId } = this.block(middle);
      if (fromKey < key || (fromKey === key && fromId <= id)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private placeIn({ seats, length }: Block, key: number, id: string): number {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const seat = seats[middle] ?? 0;
      const held = this.keys[seat] ?? 0;
      if (held < key || (held === key && this.idAt(seat) < id)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private part(at: number, { seats, length, fromKey, fromId }: Block): void {
    const upper = seats.slice(length >> 1, length);
    const first = upper[0] ?? 0;
    this.blocks.splice(
      at,
      1,
      block(seats.slice(0, length >> 1), fromKey, fromId),
      block(upper, this.keyOf(first), this.idAt(first)),
    );
    this.count();
  }

  /** Puts a block that has become short together with the next, where that leaves room. */
  private join(at: number, short: Block): void {
    const next = this.blocks[at + 1];
    if (next === undefined) return;
    const together = short.length + next.length;
    if (short.length > 0 && together > (most * 3) / 4) return;
    const seats = new Uint32Array(together);
    seats.set(short.seats.subarray(0, short.length));
    seats.set(next.seats.subarray(0, next.length), short.length);
    this.blocks.splice(at, 2, block(seats, short.fromKey, short.fromId));
    this.count();
  }

  /** Counts anew: blocks come and go once in hundreds of changes. */
  private count(): void {
    this.lengths = new Fenwick(this.blocks.map(({ length }) => length));
  }

  private block(index: number): Block {
    return this.blocks[index] ?? emptyBlock();
  }
}

function block(seats: Uint32Array, fromKey: number, fromId: string): Block {
  return { seats, length: seats.length, fromKey, fromId };
}

const emptyBlock = (): Block => block(new Uint32Array(), 0, '');

function withRoom(seats: Uint32Array): Uint32Array {
  const more = new Uint32Array(Math.min(most, Math.max(8, seats.length * 2)));
  more.set(seats);
  return more;
}
