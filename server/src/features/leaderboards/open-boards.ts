import type { Period } from '@vigil/shared/calendar';
import type { BoardWindow } from '@vigil/shared/leaderboards';
import type { BoardStore, Score } from '../../platform/boards-store/index.js';
import { Turns } from '../../platform/turns/turns.js';
import { boardIdOf, type BoardName } from './board-name.js';
import { type Face, type Shown, shownAs } from '../people/faces.js';
import type { OpenDepartments } from './live-departments.js';
import { type Names, peopleWindow } from './people-window.js';
import { type Publisher, Superseded } from './publisher.js';
import type { RowIds } from './row-ids.js';
import { ScoreSheet } from './score-sheet.js';
import type { MemberFacts } from './member-facts.js';
import { shownPoints, type Truth } from './truth.js';

/** Boards that are read and saved at the same time. */
const atOnce = 8;
/** Scores that are put into the store in one go. */
const scoresAtOnce = 500;

/**
 * The boards of the open periods as one elected process keeps them. It lives from one rebuild to the next: whenever the
 * process may have missed something, another one takes its place.
 */
export class OpenBoards {
  /** What was read last: the moment that the boards show. */
  private asOf = new Date(0);
  private readonly windows = new Map<string, BoardWindow>();
  /** Pseudonyms that members wear now. */
  private readonly worn = new Map<string, Face>();

  constructor(
    readonly periods: readonly Period[],
    private readonly departments: OpenDepartments,
    private readonly store: BoardStore,
    private readonly publisher: Publisher,
    private readonly rowIds: RowIds,
    private readonly names: (ids: readonly string[], board: BoardName) => ReturnType<Names>,
  ) {}

  /** Builds every board from everybody, beside what stands. @throws Superseded when the store has newer scores */
  async rebuild(truth: Truth): Promise<void> {
    await this.take(truth, null);
    const sheet = await ScoreSheet.of(truth);
    const names = truth.departments.map(({ id }) => id);
    const boards: BoardName[] = [];
    for (const [i, period] of this.periods.entries())
      for (const scope of ['company', ...names]) {
        const board: BoardName = { of: 'people', scope, period };
        const whole = await sheet.board(i, scope);
        if (!(await this.store.replace(boardIdOf(board), whole, truth.version)))
          throw new Superseded(boardIdOf(board));
        boards.push(board);
      }
    await this.publishPeople(boards, truth);
    await this.publishDepartments();
  }

  /** Takes in the present state of some members. @throws Superseded when another process keeps the boards by now */
  async update(truth: Truth, renamed: ReadonlySet<string>): Promise<void> {
    await this.take(truth, [...renamed]);
    const changes = new Map<string, { board: BoardName; scores: Score[]; renamed: boolean }>();
    const put = (scope: string, period: Period, score: Score): void => {
      const board: BoardName = { of: 'people', scope, period };
      const boardId = boardIdOf(board);
      const change = changes.get(boardId) ?? { board, scores: [], renamed: false };
      change.scores.push(score);
      change.renamed ||= renamed.has(score.id);
      changes.set(boardId, change);
    };
    const turns = new Turns();
    for (const member of truth.members) {
      if (turns.isOver()) await turns.next();
      this.periods.forEach((period, i) => {
        const { id } = member;
        const reachedAtMs = member.reachedAtMs[i] ?? 0;
        const score = (on: 'company' | 'department'): Score => {
          return { id, points: shownPoints(member, truth, i, on), reachedAtMs, version: truth.version };
        };
        put('company', period, score('company'));
        if (member.departmentId !== null) put(member.departmentId, period, score('department'));
        for (const former of member.formerDepartments)
          put(former, period, { ...score('department'), points: null });
      });
    }
    const touched: BoardName[] = [];
    await inSlices([...changes], async ([boardId, { board, scores, renamed }]) => {
      if ((await this.put(boardId, scores)) > 0 || renamed) touched.push(board);
    });
    await this.publishPeople(touched, truth);
    await this.publishDepartments();
  }

  /** @returns how many scores are other than they were */
  private async put(boardId: string, scores: readonly Score[]): Promise<number> {
    const turns = new Turns();
    let changed = 0;
    for (let at = 0; at < scores.length; at += scoresAtOnce) {
      if (turns.isOver()) await turns.next();
      changed += await this.store.putScores(boardId, scores.slice(at, at + scoresAtOnce));
    }
    return changed;
  }

  private async publishPeople(boards: readonly BoardName[], truth: Truth): Promise<void> {
    const fresh = await byId(truth.members);
    await inSlices(boards, async (board) => {
      const boardId = boardIdOf(board);
      const index = this.periods.indexOf(board.period);
      const before = await this.before(boardId);
      const rowId = await this.rowIds.on(boardId);
      const shown = new Map(before.rows.map((row) => [row.rowId, row]));
      const names: Names = async (ids) => {
        const known = new Map<string, Shown>();
        for (const id of ids) {
          const row = shown.get(rowId(id, this.worn.get(id) ?? byName));
          const member = shownIn(fresh.get(id), index) ?? truth.crowd.shown(id);
          // whoever changed is among the fresh ones, so an older row still tells the truth
          if (member !== null) known.set(id, member);
          else if (row?.of === 'person') known.set(id, shownAs(row, row.departmentId));
        }
        const missing = ids.filter((id) => !known.has(id));
        if (missing.length > 0) for (const [id, one] of await this.names(missing, board)) known.set(id, one);
        return known;
      };
      await this.publish(before, await peopleWindow(this.store, boardId, rowId, names), truth.asOf);
    });
  }

  /** Whether a standing of departments waits to be computed. */
  isDue(): boolean {
    return this.departments.isDue();
  }

  /** Computes the standings that are due, and publishes the boards of departments. */
  async settleDepartments(): Promise<void> {
    await this.departments.settle();
    await this.publishDepartments();
  }

  private async publishDepartments(): Promise<void> {
    for (const [i, period] of this.periods.entries()) {
      const before = await this.before(boardIdOf({ of: 'departments', scope: 'company', period }));
      const content = { rows: this.departments.rows(i), histogram: null };
      await this.publish(before, content, this.asOf);
    }
  }

  private async take(truth: Truth, moved: readonly string[] | null): Promise<void> {
    this.asOf = truth.asOf;
    for (const { id, faces } of truth.members) {
      const face = faces.find((one) => one?.pseudonym) ?? null;
      if (face === null) this.worn.delete(id);
      else this.worn.set(id, face);
    }
    await this.departments.take(truth, moved);
  }

  private async before(boardId: string): Promise<BoardWindow> {
    return this.windows.get(boardId) ?? (await this.publisher.published(boardId));
  }

  private async publish(before: BoardWindow, content: Parameters<Publisher['publish']>[1], asOf: Date) {
    this.windows.set(before.boardId, await this.publisher.publish(before, content, asOf));
  }
}

/** For row ids of those who stand by their name, whatever it is. */
const byName: Face = { name: '', pseudonym: false };

/** By what a member stands on the boards of a period; null for not at all. */
export function shownIn(member: MemberFacts | undefined, index: number): Shown | null {
  const face = member?.faces[index] ?? null;
  return member === undefined || face === null ? null : shownAs(face, member.departmentId);
}

/** Members by their ids. */
export async function byId(members: readonly MemberFacts[]): Promise<ReadonlyMap<string, MemberFacts>> {
  const turns = new Turns();
  const all = new Map<string, MemberFacts>();
  for (const member of members) {
    all.set(member.id, member);
    if (turns.isOver()) await turns.next();
  }
  return all;
}

async function inSlices<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const turns = new Turns();
  for (let i = 0; i < all.length; i += atOnce) {
    await Promise.all(all.slice(i, i + atOnce).map(work));
    if (turns.isOver()) await turns.next();
  }
}
