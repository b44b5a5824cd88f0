import type { Period } from '@vigil/shared/calendar';
import type { BoardWindow } from '@vigil/shared/leaderboards';
import type { BoardStore, ReplacingScore, Score } from '../../platform/boards-store/index.js';
import { boardIdOf } from './board-name.js';
import type { OpenDepartments } from './live-departments.js';
import { type Names, peopleWindow, type Shown } from './people-window.js';
import { type Publisher, Superseded } from './publisher.js';
import type { RowIds } from './row-ids.js';
import { shownPoints, type MemberFacts, type Truth } from './truth.js';

/** Boards that are read and saved at the same time. */
const atOnce = 32;

/**
 * The boards of the open periods as one elected process keeps them. It lives from one rebuild to the next: whenever the
 * process may have missed something, another one takes its place.
 */
export class OpenBoards {
  /** What was read last: the moment that the boards show. */
  private asOf = new Date(0);
  private readonly windows = new Map<string, BoardWindow>();

  constructor(
    readonly periods: readonly Period[],
    private readonly departments: OpenDepartments,
    private readonly store: BoardStore,
    private readonly publisher: Publisher,
    private readonly rowIds: RowIds,
    private readonly names: Names,
  ) {}

  /** Builds every board from everybody, beside what stands. @throws Superseded when the store has newer scores */
  async rebuild(truth: Truth): Promise<void> {
    await this.take(truth, null);
    const boards = this.periods.flatMap((period, i) => allScores(truth, period, i));
    await inSlices(boards, async ({ boardId, scores }) => {
      if (!(await this.store.replace(boardId, scores, truth.version))) throw new Superseded(boardId);
    });
    await this.publishPeople(
      boards.map((b) => b.boardId),
      truth,
    );
    await this.publishDepartments();
  }

  /** Takes in the present state of some members. @throws Superseded when another process keeps the boards by now */
  async update(truth: Truth, renamed: ReadonlySet<string>): Promise<void> {
    await this.take(truth, [...renamed]);
    const changes = new Map<string, { scores: Score[]; renamed: boolean }>();
    const put = (boardId: string, score: Score): void => {
      const change = changes.get(boardId) ?? { scores: [], renamed: false };
      change.scores.push(score);
      change.renamed ||= renamed.has(score.id);
      changes.set(boardId, change);
    };
    for (const member of truth.members)
      this.periods.forEach((period, i) => {
        const { id } = member;
        const reachedAtMs = member.reachedAtMs[i] ?? 0;
        const score = { id, points: shownPoints(member, i), reachedAtMs, version: truth.version };
        put(idOf('company', period), score);
        if (member.departmentId !== null) put(idOf(member.departmentId, period), score);
        for (const former of member.formerDepartments) put(idOf(former, period), { ...score, points: null });
      });
    const touched: string[] = [];
    await inSlices([...changes], async ([boardId, change]) => {
      if ((await this.store.putScores(boardId, change.scores)) > 0 || change.renamed) touched.push(boardId);
    });
    await this.publishPeople(touched, truth);
    await this.publishDepartments();
  }

  private async publishPeople(boardIds: readonly string[], truth: Truth): Promise<void> {
    const fresh = new Map(truth.members.map((m) => [m.id, m]));
    await inSlices(boardIds, async (boardId) => {
      const before = await this.before(boardId);
      const rowId = await this.rowIds.on(boardId);
      const shown = new Map(before.rows.map((row) => [row.rowId, row]));
      const names: Names = async (ids) => {
        const known = new Map<string, Shown>();
        for (const id of ids) {
          const row = shown.get(rowId(id));
          const member = fresh.get(id);
          // whoever changed is among the fresh ones, so an older row still tells the truth
          if (member !== undefined) known.set(id, { name: member.name, departmentId: member.departmentId });
          else if (row?.of === 'person') known.set(id, { name: row.name, departmentId: row.departmentId });
        }
        const missing = ids.filter((id) => !known.has(id));
        if (missing.length > 0) for (const [id, one] of await this.names(missing)) known.set(id, one);
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
    await this.departments.take(truth, moved);
  }

  private async before(boardId: string): Promise<BoardWindow> {
    return this.windows.get(boardId) ?? (await this.publisher.published(boardId));
  }

  private async publish(before: BoardWindow, content: Parameters<Publisher['publish']>[1], asOf: Date) {
    this.windows.set(before.boardId, await this.publisher.publish(before, content, asOf));
  }
}

export function scoresOf(members: readonly MemberFacts[], index: number): ReplacingScore[] {
  return members.flatMap((member) => {
    const points = shownPoints(member, index);
    const reachedAtMs = member.reachedAtMs[index] ?? 0;
    return points === null ? [] : [{ id: member.id, points, reachedAtMs }];
  });
}

/** The company's board of a period, and one for each department. */
function allScores(
  truth: Truth,
  period: Period,
  index: number,
): { boardId: string; scores: ReplacingScore[] }[] {
  const company = scoresOf(truth.members, index);
  const departmentOf = new Map(truth.members.map((m) => [m.id, m.departmentId]));
  const own = new Map<string, ReplacingScore[]>(truth.departments.map((d) => [d.id, []]));
  for (const score of company) own.get(departmentOf.get(score.id) ?? '')?.push(score);
  return [['company', company] as const, ...own].map(([scope, scores]) => ({
    boardId: idOf(scope, period),
    scores,
  }));
}

function idOf(scope: string, period: Period): string {
  return boardIdOf({ of: 'people', scope, period });
}

async function inSlices<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += atOnce) await Promise.all(all.slice(i, i + atOnce).map(work));
}
