import { describe, expect, it } from 'vitest';
import { asTree, withBelow } from './department-tree';

const department = (id: string, parentId: string | null = null) => ({ id, name: id, parentId, people: 0 });

describe('the tree of departments', () => {
  const tree = asTree([
    department('web', 'it'),
    department('sales'),
    department('it'),
    department('ux', 'web'),
  ]);

  it('reads from top to bottom, each department above what belongs to it', () => {
    expect(tree.map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 it', '1 web', '2 ux', '0 sales']);
  });

  it('loses nobody whose parent is not there', () => {
    expect(asTree([department('web', 'gone')]).map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 web']);
  });

  it('knows where a department cannot go: into itself, or below', () => {
    expect([...withBelow(tree, 'it')].sort()).toEqual(['it', 'ux', 'web']);
  });
});
