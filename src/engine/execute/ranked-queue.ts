/**
 * Ranks with a size each, in a tree of the smallest sizes: the first rank that is small enough is found without looking
 * at those before it, however many wait.
 */
export class RankedQueue {
  /** The leaf of rank 0; node n has the children 2n and 2n + 1. */
  readonly #leaves: number;
  /** The smallest size below each node; infinite where nothing waits. */
  readonly #smallest: Float64Array;

  /** For ranks from 0 to one less than `count`. */
  constructor(count: number) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.#smallest = new Float64Array(2 * this.#leaves).fill(Infinity);
  }

  add(rank: number, size: number): void {
    let node = this.#leaves + rank;
    this.#smallest[node] = size;
    for (node >>= 1; node >= 1; node >>= 1)
      this.#smallest[node] = Math.min(this.#sizeAt(2 * node), this.#sizeAt(2 * node + 1));
  }

  remove(rank: number): void {
    this.add(rank, Infinity);
  }

  /** The smallest rank of that size or less; of any size without it. */
  first(size = Infinity): number | undefined {
    const most = Math.min(size, Number.MAX_VALUE);
    let node = 1;
    if (this.#sizeAt(node) > most) return undefined;
    while (node < this.#leaves) node = this.#sizeAt(2 * node) <= most ? 2 * node : 2 * node + 1;
    return node - this.#leaves;
  }

  #sizeAt(node: number): number {
    return this.#smallest[node] ?? Infinity;
  }
}
