/**
 * Running counts that change: a sum over the first n of them, and the place of the k-th, each in O(log n) (P. Fenwick, A
 * new data structure for cumulative frequency tables, 1994).
 */
export class Fenwick {
  private readonly tree: Uint32Array;

  constructor(counts: readonly number[]) {
    this.tree = new Uint32Array(counts.length + 1);
    counts.forEach((count, i) => (this.tree[i + 1] = count));
    for (let i = 1; i < this.tree.length; i++) {
      const parent = i + (i & -i);
      if (parent < this.tree.length) this.tree[parent] = (this.tree[parent] ?? 0) + (this.tree[i] ?? 0);
    }
  }

  add(index: number, change: number): void {
    const { tree } = this;
    for (let i = index + 1; i < tree.length; i += i & -i) tree[i] = (tree[i] ?? 0) + change;
  }

  /** Sum of the counts before an index. */
  before(index: number): number {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) sum += this.tree[i] ?? 0;
    return sum;
  }

  /** In which count the k-th lies, from 0, and how many before it in there. */
  find(k: number): { readonly index: number; readonly rest: number } {
    const { tree } = this;
    let [index, rest] = [0, k];
    for (let step = 2 ** (31 - Math.clz32(tree.length)); step > 0; step >>= 1) {
      const held = tree[index + step];
      if (held === undefined || held > rest) continue;
      index += step;
      rest -= held;
    }
    return { index, rest };
  }
}
