import { Turns } from '../turns/turns.js';

const shards = 64;
const fullest = 0.75;

/** Numbers of some ids: number + 1 by hash, or 0 for an empty place. */
interface Shard {
  table: Uint32Array;
  size: number;
}

/**
 * Numbers for ids, from 0 upwards, for all boards of a store: the one place that holds the ids themselves. Whoever has a
 * number keeps it. A hash table with linear probing beside a list, in parts, so that none takes long to grow: beside the
 * text of an id it costs some 15 bytes, where a `Map` takes 50 and three times as long.
 */
export class Identities {
  private readonly parts: Shard[] = Array.from({ length: shards }, () => ({
    table: new Uint32Array(8),
    size: 0,
  }));
  private readonly ids: string[] = [];
  private readonly lists = new WeakMap<readonly string[], Uint32Array>();

  /** The number of an id; null for one that was never on a board. */
  find(id: string): number | null {
    const hash = hashOf(id);
    const { table } = this.part(hash);
    const held = table[this.placeOf(table, id, hash)] ?? 0;
    return held === 0 ? null : held - 1;
  }

  /** The number of an id, a new one where it has none. */
  of(id: string): number {
    const hash = hashOf(id);
    const part = this.part(hash);
    const place = this.placeOf(part.table, id, hash);
    const held = part.table[place] ?? 0;
    if (held !== 0) return held - 1;
    const number = this.ids.push(id) - 1;
    part.table[place] = number + 1;
    if (++part.size > part.table.length * fullest) this.widen(part);
    return number;
  }

  id(number: number): string {
    return this.ids[number] ?? '';
  }

  /** Numbers of a list of ids that nobody changes any more: looked up once, in turns, for however many boards. */
  async ofList(ids: readonly string[]): Promise<Uint32Array> {
    const known = this.lists.get(ids);
    if (known !== undefined) return known;
    const turns = new Turns();
    const numbers = new Uint32Array(ids.length);
    for (const [i, id] of ids.entries()) {
      numbers[i] = this.of(id);
      if (turns.isOver()) await turns.next();
    }
    this.lists.set(ids, numbers);
    return numbers;
  }

  private part(hash: number): Shard {
    const part = this.parts[hash % shards];
    if (part === undefined) throw new RangeError('no such part');
    return part;
  }

  private placeOf(table: Uint32Array, id: string, hash: number): number {
    const mask = table.length - 1;
    let at = (hash / shards) & mask;
    for (;;) {
      const held = table[at] ?? 0;
      if (held === 0 || this.ids[held - 1] === id) return at;
      at = (at + 1) & mask;
    }
  }

  private widen(part: Shard): void {
    const before = part.table;
    part.table = new Uint32Array(before.length * 2);
    for (const held of before) {
      if (held === 0) continue;
      const id = this.id(held - 1);
      part.table[this.placeOf(part.table, id, hashOf(id))] = held;
    }
  }
}

/** FNV-1a (Fowler, Noll, Vo) over the last characters, and a step that mixes the upper bits into the lower ones. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, id.length - 16); i < id.length; i++)
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
