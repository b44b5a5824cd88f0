import type { WholeBoard } from '../../platform/boards-store/index.js';
import { Turns } from '../../platform/turns/turns.js';
import type { SeatScores } from './crowd.js';
import type { MemberFacts } from './member-facts.js';
import { shownPoints, type Truth } from './truth.js';

/** Everybody of one moment, as whole boards are written from it: one list of ids for all of them. */
export class ScoreSheet {
  /** Of the period that was asked for last: all boards of one follow each other. */
  private scores: { readonly index: number; readonly of: SeatScores } | null = null;

  private constructor(
    private readonly truth: Truth,
    /** Seats of plain members, by department. */
    private readonly within: ReadonlyMap<string, readonly number[]>,
  ) {}

  static async of(truth: Truth): Promise<ScoreSheet> {
    const { crowd } = truth;
    const turns = new Turns();
    const within = new Map<string, number[]>(truth.departments.map(({ id }) => [id, []]));
    for (let seat = 0; seat < crowd.size; seat++) {
      if (turns.isOver()) await turns.next();
      const departmentId = crowd.plain[seat] === 1 ? crowd.departmentOf(seat) : null;
      if (departmentId !== null) within.get(departmentId)?.push(seat);
    }
    return new ScoreSheet(truth, within);
  }

  /** The people board of a period. @param scope `company`, or a department */
  async board(index: number, scope: string): Promise<WholeBoard> {
    const { crowd, members } = this.truth;
    const scores = await this.scoresOf(index);
    const turns = new Turns();
    const seats = scope === 'company' ? null : (this.within.get(scope) ?? []);
    const others = scope === 'company' ? members : members.filter((one) => one.departmentId === scope);
    const plain = seats?.length ?? crowd.size;
    const board = new GrowingBoard(crowd.ids, plain + others.length);
    for (let i = 0; i < plain; i++) {
      if (turns.isOver()) await turns.next();
      const seat = seats === null ? i : (seats[i] ?? 0);
      const points = scores.points[seat] ?? 0;
      if (points > 0) board.add(seat, points, scores.reachedAtMs[seat] ?? 0);
    }
    for (const member of others) {
      if (turns.isOver()) await turns.next();
      this.addOther(board, member, index, scope);
    }
    return board.whole;
  }

  private addOther(board: GrowingBoard, member: MemberFacts, index: number, scope: string): void {
    const points = shownPoints(member, this.truth, index, scope === 'company' ? 'company' : 'department');
    const seat = this.truth.crowd.seatOf(member.id);
    if (points !== null && seat !== null) board.add(seat, points, member.reachedAtMs[index] ?? 0);
  }

  private async scoresOf(index: number): Promise<SeatScores> {
    if (this.scores?.index !== index) this.scores = { index, of: await this.truth.crowd.scores(index) };
    return this.scores.of;
  }
}

/** The columns of a board, as far as they are filled. */
class GrowingBoard {
  private readonly members: Uint32Array;
  private readonly points: Uint32Array;
  private readonly reachedAtMs: Float64Array;
  private count = 0;

  constructor(
    private readonly ids: readonly string[],
    most: number,
  ) {
    this.members = new Uint32Array(most);
    this.points = new Uint32Array(most);
    this.reachedAtMs = new Float64Array(most);
  }

  add(member: number, points: number, reachedAtMs: number): void {
    this.members[this.count] = member;
    this.points[this.count] = points;
    this.reachedAtMs[this.count++] = reachedAtMs;
  }

  get whole(): WholeBoard {
    const { ids, members, points, reachedAtMs, count } = this;
    return {
      ids,
      members: members.subarray(0, count),
      points: points.subarray(0, count),
      reachedAtMs: reachedAtMs.subarray(0, count),
    };
  }
}
