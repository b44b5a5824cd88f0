import {
  competitionRanks,
  defaultDivisionLimits,
  departmentStanding,
  type DepartmentTotals,
} from '@vigil/shared/leaderboards';
import type { RulesReplay } from '@vigil/shared/rules';
import type { DepartmentNode } from '../people/people.read-model.js';
import type { ReplayedMember } from './replayed-member.js';

type Side = 'before' | 'after';
type Person = RulesReplay['board'][number];

const mostShown = 50;
const mostNamed = 10;
/** As the boards themselves: from ten people on the upper half and no more, so that nobody stands at the bottom of a list. */
const shownOf = (size: number): number => (size < 10 ? size : Math.min(mostShown, Math.ceil(size / 2)));

/**
 * The people board under both rules, with whom the draft would move. Only people whom boards show are in it, and by name
 * only those who stand on the shown part of either board.
 */
export function peopleCompared(
  members: readonly ReplayedMember[],
): Pick<RulesReplay, 'board' | 'gaining' | 'losing' | 'same' | 'mostGained' | 'mostLost'> {
  const visible = members.filter((m) => !m.hidden && (m.before > 0 || m.after > 0));
  const before = ranksOn(visible, 'before');
  const after = ranksOn(visible, 'after');
  const person = (m: ReplayedMember): Person => ({
    name: m.name,
    before: placedAt(before.get(m.id), m.before),
    after: placedAt(after.get(m.id), m.after),
  });
  const shown = new Set([...topOf(before), ...topOf(after)]);
  const byDifference = visible
    .filter((m) => shown.has(m.id))
    .sort((a, b) => b.after - b.before - (a.after - a.before) || (a.id < b.id ? -1 : 1));
  return {
    board: topOf(after).flatMap((id) => visible.filter((m) => m.id === id).map(person)),
    gaining: visible.filter((m) => m.after > m.before).length,
    losing: visible.filter((m) => m.after < m.before).length,
    same: visible.filter((m) => m.after === m.before).length,
    mostGained: byDifference
      .filter((m) => m.after > m.before)
      .slice(0, mostNamed)
      .map(person),
    mostLost: byDifference
      .filter((m) => m.after < m.before)
      .reverse()
      .slice(0, mostNamed)
      .map(person),
  };
}

/** The board of departments under both rules, by where people belong now. Those without a place on it are left out, and so are the points of hidden people. */
export function departmentsCompared(
  members: readonly ReplayedMember[],
  departments: readonly DepartmentNode[],
): RulesReplay['departments'] {
  const before = new Map(rowsOn(members, departments, 'before').map((row) => [row.rowId, row]));
  return rowsOn(members, departments, 'after').flatMap((after) => {
    const was = before.get(after.rowId);
    if (after.people === null || after.rank === null || after.score === null) return [];
    if (was?.rank == null || was.score === null) return [];
    return [
      {
        id: after.rowId,
        name: after.name,
        people: after.people,
        before: { rank: was.rank, score: was.score },
        after: { rank: after.rank, score: after.score },
      },
    ];
  });
}

function rowsOn(members: readonly ReplayedMember[], departments: readonly DepartmentNode[], side: Side) {
  const within = new Map<string | null, ReplayedMember[]>(departments.map(({ id }) => [id, []]));
  for (const m of members) within.get(m.departmentId)?.push(m);
  const totals = departments.map(({ id, name }): DepartmentTotals => {
    const all = within.get(id) ?? [];
    const seen = all.filter((m) => !m.hidden);
    const unseen = all.filter((m) => m.hidden);
    const points = sumOn(seen, side);
    return {
      id,
      name,
      people: all.length,
      exposure: all.length,
      points,
      hiddenPoints: sumOn(unseen, side),
      active: seen.filter((m) => m[side] > 0).length,
      hiddenActive: unseen.filter((m) => m[side] > 0).length,
      spread: {
        points,
        squares: seen.reduce((sum, m) => sum + m[side] ** 2, 0),
        presence: all.length,
        presenceSquares: all.length,
        pointsPresence: points,
      },
    };
  });
  return departmentStanding(totals, { closed: false, limits: defaultDivisionLimits }, []);
}

function sumOn(members: readonly ReplayedMember[], side: Side): number {
  return members.reduce((sum, m) => sum + m[side], 0);
}

/** Ranks by member, best first. */
function ranksOn(members: readonly ReplayedMember[], side: Side): Map<string, number> {
  const placed = members
    .filter((m) => m[side] > 0)
    .sort((a, b) => b[side] - a[side] || (a.id < b.id ? -1 : 1));
  const ranks = competitionRanks(placed.map((m) => m[side]));
  return new Map(placed.map((m, i) => [m.id, ranks[i] ?? 1]));
}

function topOf(ranks: ReadonlyMap<string, number>): string[] {
  return [...ranks.keys()].slice(0, shownOf(ranks.size));
}

function placedAt(rank: number | undefined, points: number): Person['before'] {
  return rank === undefined ? null : { rank, points };
}
