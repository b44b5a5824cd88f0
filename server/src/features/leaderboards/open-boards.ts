import type { Period } from '@vigil/shared/calendar';
import type { BoardWindow } from '@vigil/shared/leaderboards';
import { type BoardStore, type ReplacingScore, type Score, wholeBoard } from '../../platform/boards-store/index.js';
import { Turns } from '../../platform/turns/turns.js';
import { boardIdOf, type BoardName } from './board-name.js';
import { type Face, type Shown, shownAs } from '../people/faces.js';
import type { OpenDepartments } from './live-departments.js';
import { type Names, peopleWindow } from './people-window.js';
import { type Publisher, Superseded } from './publisher.js';
import type { RowIds } from './row-ids.js';
import { shownPoints, type MemberFacts, type Truth } from './truth.js';

/** Boards that are read and saved at the same time. */
const atOnce = 8;

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
    const boards = this.periods.flatMap((period, i) => allScores(truth, period, i));
    await inSlices(boards, async ({ board, scores }) => {
      const boardId = boardIdOf(board);
      if (!(await this.store.replace(boardId, wholeBoard(scores), truth.version))) throw new Superseded(boardId);
    });
    await this.publishPeople(
      boards.map((b) => b.board),
      truth,
    );
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
      await turns.pass();
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
      if ((await this.store.putScores(boardId, scores)) > 0 || renamed) touched.push(board);
    });
    await this.publishPeople(touched, truth);
    await this.publishDepartments();
  }

  private async publishPeople(boards: readonly BoardName[], truth: Truth): Promise<void> {
    const fresh = this.periods.map((_, i) => shownOf(truth.members, i));
    await inSlices(boards, async (board) => {
      const boardId = boardIdOf(board);
      const ofPeriod = fresh[this.periods.indexOf(board.period)];
      const before = await this.before(boardId);
      const rowId = await this.rowIds.on(boardId);
      const shown = new Map(before.rows.map((row) => [row.rowId, row]));
      const names: Names = async (ids) => {
        const known = new Map<string, Shown>();
        for (const id of ids) {
          const row = shown.get(rowId(id, this.worn.get(id) ?? byName));
          const member = ofPeriod?.get(id);
          // whoever changed is among the fresh ones, so an older row still tells the truth
          if (member !== undefined) known.set(id, member);
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

export function scoresOf(
  members: readonly MemberFacts[],
  truth: Pick<Truth, 'borders'>,
  index: number,
  on: 'company' | 'department',
): ReplacingScore[] {
  return members.flatMap((member) => {
    const points = shownPoints(member, truth, index, on);
    const reachedAtMs = member.reachedAtMs[index] ?? 0;
    return points === null ? [] : [{ id: member.id, points, reachedAtMs }];
  });
}

/** By what members stand on the boards of a period; those who do not are missing. */
export function shownOf(members: readonly MemberFacts[], index: number): Map<string, Shown> {
  const shown = members.flatMap(({ id, faces, departmentId }): [string, Shown][] => {
    const face = faces[index] ?? null;
    return face === null ? [] : [[id, shownAs(face, departmentId)]];
  });
  return new Map(shown);
}

/** The company's board of a period, and one for each department. */
function allScores(
  truth: Truth,
  period: Period,
  index: number,
): { board: BoardName; scores: ReplacingScore[] }[] {
  const own = new Map<string, MemberFacts[]>(truth.departments.map((d) => [d.id, []]));
  for (const member of truth.members) own.get(member.departmentId ?? '')?.push(member);
  const on = (scope: string): BoardName => ({ of: 'people', scope, period });
  return [
    { board: on('company'), scores: scoresOf(truth.members, truth, index, 'company') },
    ...[...own].map(([of, members]) => ({
      board: on(of),
      scores: scoresOf(members, truth, index, 'department'),
    })),
  ];
}

async function inSlices<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const turns = new Turns();
  for (let i = 0; i < all.length; i += atOnce) {
    await Promise.all(all.slice(i, i + atOnce).map(work));
    await turns.pass();
  }
}
