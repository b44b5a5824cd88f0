import type { Department } from '@vigil/shared/people';

/** A department with its depth, in the order in which a tree is read. */
export type TreeRow = Department & { depth: number };

/** The tree as rows: each department before those below it, neighbours by name. One whose parent is not there is a root. */
export function asTree(departments: readonly Department[]): TreeRow[] {
  const known = new Set(departments.map(({ id }) => id));
  const below = new Map<string | null, Department[]>();
  for (const department of departments) {
    const parent =
      department.parentId !== null && known.has(department.parentId) ? department.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), department]);
  }
  const rows: TreeRow[] = [];
  const walk = (parent: string | null, depth: number) => {
    const here = (below.get(parent) ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
    for (const department of here) {
      rows.push({ ...department, depth });
      walk(department.id, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}

/** The ids of a department and of everything below it: where it cannot be moved to. */
export function withBelow(tree: readonly TreeRow[], id: string): Set<string> {
  const inside = new Set([id]);
  for (const row of tree) if (row.parentId !== null && inside.has(row.parentId)) inside.add(row.id);
  return inside;
}

/** Names for a list of choices, indented as the tree is. */
export function asOptions(tree: readonly TreeRow[]): { value: string; label: string }[] {
  return tree.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }));
}
