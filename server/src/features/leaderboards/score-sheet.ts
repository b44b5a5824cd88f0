import type { WholeBoard } from '../../platform/boards-store/index.js';
import { Turns } from '../../platform/turns/turns.js';
import { shownPoints, type MemberFacts, type Truth } from './truth.js';

/** Members that are looked at in between two looks at the clock. */
const stretch = 256;

/** Everybody of one moment, as whole boards are written from it: one list of ids for all of them. */
export class ScoreSheet {
  private constructor(
    private readonly truth: Truth,
    private readonly ids: readonly string[],
    /** Places in the list, by department. */
    private readonly within: ReadonlyMap<string, readonly number[]>,
  ) {}

  static async of(truth: Truth): Promise<ScoreSheet> {
    const turns = new Turns();
    const ids: string[] = [];
    const within = new Map<string, number[]>();
    for (const { id, departmentId } of truth.members) {
      const place = ids.push(id) - 1;
      if (departmentId !== null) {
        const own = within.get(departmentId);
        if (own === undefined) within.set(departmentId, [place]);
        else own.push(place);
      }
      if (place % stretch === 0) await turns.pass();
    }
    return new ScoreSheet(truth, ids, within);
  }

  /** The people board of a period. @param scope `company`, or a department */
  async board(index: number, scope: string): Promise<WholeBoard> {
    const { truth, ids } = this;
    const turns = new Turns();
    const places = scope === 'company' ? null : (this.within.get(scope) ?? []);
    const on = scope === 'company' ? 'company' : 'department';
    const most = places?.length ?? ids.length;
    const members = new Uint32Array(most);
    const points = new Uint32Array(most);
    const reachedAtMs = new Float64Array(most);
    let count = 0;
    for (let i = 0; i < most; i++) {
      const place = places === null ? i : (places[i] ?? 0);
      const has = shownBy(truth, place, index, on);
      if (i % stretch === 0) await turns.pass();
      if (has === null) continue;
      members[count] = place;
      points[count] = has.points;
      reachedAtMs[count++] = has.reachedAtMs;
    }
    return {
      ids,
      members: members.subarray(0, count),
      points: points.subarray(0, count),
      reachedAtMs: reachedAtMs.subarray(0, count),
    };
  }
}

function shownBy(
  truth: Truth,
  place: number,
  index: number,
  on: 'company' | 'department',
): { points: number; reachedAtMs: number } | null {
  const member: MemberFacts | undefined = truth.members[place];
  const points = member === undefined ? null : shownPoints(member, truth, index, on);
  return points === null ? null : { points, reachedAtMs: member?.reachedAtMs[index] ?? 0 };
}
