/** Parts by number; a part needs only parts of smaller numbers. */
export interface Graph {
  readonly needs: readonly (readonly number[])[];
  /** Parts that nothing needs: what a profile has to name so that every part is built. */
  readonly tops: readonly number[];
  /** A part that nothing needs. */
  readonly leaf: number;
}

const NEEDS_PER_PART = 3;
const SEED = 42;

/** The graph that every tool gets: each part needs three random earlier ones, the same ones on every machine. */
export function makeGraph(size: number, seed = SEED): Graph {
  const random = xorshift32(seed);
  const needs: (readonly number[])[] = [];
  const needed = new Set<number>();
  for (let part = 0; part < size; part++) {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(NEEDS_PER_PART, part)) chosen.add(Math.floor(random() * part));
    for (const need of chosen) needed.add(need);
    needs.push([...chosen].toSorted((left, right) => left - right));
  }
  const tops = [...needs.keys()].filter((part) => !needed.has(part));
  return { needs, tops, leaf: size - 1 };
}

/** Numbers in [0, 1). */
function xorshift32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state ^ (state << 13)) >>> 0;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}
