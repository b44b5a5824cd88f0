import { Turns } from '../turns/turns.js';
import type { Placed, WholeBoard } from './board-store.js';
import type { Identities } from './identities.js';
import { Ranking } from './ranking.js';
import { betterBelow, pointsOfKey, scoreKey } from './score-key.js';
import { Seats } from './seats.js';

/** One board in memory: who sits on it, and in which order. */
export class EmbeddedBoard {
  /** The highest version of any score. */
  newest: number;
  /** By number, of those that were put since the board was replaced; the others are as old as the board. */
  private readonly versions = new Map<number, number>();
  private readonly totals = new Map<number, number>();
  private readonly seats: Seats;
  private readonly ranking: Ranking;

  constructor(
    private readonly identities: Identities,
    private readonly base = 0,
    expected = 0,
  ) {
    this.newest = base;
    this.seats = new Seats(expected);
    this.ranking = new Ranking((seat) => this.idAt(seat), expected);
  }

  /** A whole board as it was at a version, made in turns. */
  static async of(whole: WholeBoard, version: number, identities: Identities): Promise<EmbeddedBoard> {
    const { members, points, reachedAtMs } = whole;
    const numbers = await identities.ofList(whole.ids);
    const board = new EmbeddedBoard(identities, version, members.length);
    const turns = new Turns();
    for (let i = 0; i < members.length; i++) {
      const seat = board.seats.take(numbers[members[i] ?? 0] ?? 0);
      const has = points[i] ?? 0;
      board.ranking.note(seat, scoreKey(has, reachedAtMs[i] ?? 0));
      board.count(has, 1);
      if (turns.isOver()) await turns.next();
    }
    await board.ranking.build(members.length);
    return board;
  }

  get size(): number {
    return this.ranking.size;
  }

  get histogram(): [number, number][] {
    return [...this.totals].sort(([a], [b]) => b - a);
  }

  /** What the arrays take: who sits where, and the order. */
  get bytes(): { readonly seats: number; readonly ranking: number } {
    return { seats: this.seats.bytes, ranking: this.ranking.bytes };
  }

  seatOf(id: string): number | null {
    const number = this.identities.find(id);
    return number === null ? null : this.seats.find(number);
  }

  pointsOf(seat: number): number {
    return pointsOfKey(this.ranking.keyOf(seat));
  }

  /** How many stand before the one in the seat. */
  placeOf(seat: number): number {
    return this.ranking.countBefore(this.ranking.keyOf(seat), this.idAt(seat));
  }

  /** Sets what an id holds, null for nothing. @returns whether that is something else than before */
  put(id: string, key: number | null, version: number): boolean {
    const number = this.identities.of(id);
    if ((this.versions.get(number) ?? this.base) > version) return false;
    this.versions.set(number, version);
    this.newest = Math.max(this.newest, version);
    const seat = this.seats.find(number);
    if (seat !== null) {
      if (this.ranking.keyOf(seat) === key) return false;
      this.count(this.pointsOf(seat), -1);
      this.ranking.remove(seat);
      if (key === null) this.seats.leave(number);
    }
    if (key === null) return seat !== null;
    this.ranking.insert(seat ?? this.seats.take(number), key);
    this.count(pointsOfKey(key), 1);
    return true;
  }

  /** 1 + how many have more points. */
  rank(points: number): number {
    return 1 + this.ranking.countBefore(betterBelow(points), '');
  }

  placed(start: number, count: number): Placed[] {
    let rank = 0;
    let before: number | null = null;
    return this.ranking.slice(start, count).map((seat, i) => {
      const points = this.pointsOf(seat);
      if (before === null) rank = this.rank(points);
      else if (before !== points) rank = start + i + 1;
      before = points;
      return { id: this.idAt(seat), points, rank };
    });
  }

  private idAt(seat: number): string {
    return this.identities.id(this.seats.numberAt(seat));
  }

  private count(points: number, change: number): void {
    const now = (this.totals.get(points) ?? 0) + change;
    if (now === 0) this.totals.delete(points);
    else this.totals.set(points, now);
  }
}
