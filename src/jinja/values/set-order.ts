/** A table of CPython is never smaller. */
const SMALLEST = 8;
/** So many places behind the first are tried, before another is computed. */
const NEAR = 9;
const EMPTY = -1;

/**
 * The order in which Python 3.11 goes over a set of integers, which were added in the order given. It is the same in
 * every process, and templates show it: small integers stand in their own order.
 */
export function orderOfIntegers(members: readonly number[]): readonly number[] {
  const hashes = members.map(hashOf);
  let table = tableOf(SMALLEST);
  let used = 0;
  for (const at of hashes.keys()) {
    insert(table, at, hashes);
    used++;
    if (used * 5 < (table.length - 1) * 3) continue;
    const grown = tableOf(sizeAbove(used > 50_000 ? used * 2 : used * 4));
    for (const entry of table) if (entry !== EMPTY) insert(grown, entry, hashes);
    table = grown;
  }
  return table.flatMap((entry) => (entry === EMPTY ? [] : [members[entry] ?? 0]));
}

function hashOf(integer: number): number {
  return integer === -1 ? -2 : integer;
}

function tableOf(size: number): number[] {
  return Array.from({ length: size }, () => EMPTY);
}

function sizeAbove(least: number): number {
  let size = SMALLEST;
  while (size <= least) size *= 2;
  return size;
}

function insert(table: number[], entry: number, hashes: readonly number[]): void {
  const size = table.length;
  const hash = hashes[entry] ?? 0;
  let place = modulo(hash, size);
  // What a negative hash is as 64 bits without a sign.
  let perturb = hash < 0 ? BigInt.asUintN(64, BigInt(hash)) : BigInt(hash);
  for (;;) {
    const last = place + NEAR < size ? place + NEAR : place;
    for (let at = place; at <= last; at++) {
      if (table[at] !== EMPTY) continue;
      table[at] = entry;
      return;
    }
    perturb >>= 5n;
    place = modulo(place * 5 + 1 + Number(perturb % BigInt(size)), size);
  }
}

function modulo(value: number, size: number): number {
  const rest = value % size;
  return rest < 0 ? rest + size : rest;
}
