/** The lower case of a character as one character: what Python compares by. */
export function lowerOf(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code === DOTTED_I) return 0x69;
  const lower = String.fromCodePoint(code).toLowerCase();
  const result = lower.codePointAt(0) ?? code;
  return lower.length === (result > 0xffff ? 2 : 1) ? result : code;
}

const DOTTED_I = 0x130;

export function lowerOfAscii(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Characters of one upper case and several lower ones: any stands for all. */
const GROUPS =
  '69 131|73 17f|b5 3bc|345 3b9 1fbe|390 1fd3|3b0 1fe3|3b2 3d0|3b5 3f5|3b8 3d1|3ba 3f0|3c0 3d6|3c1 3f1|3c2 3c3|3c6 3d5'
    .concat('|432 1c80|434 1c81|43e 1c82|441 1c83|442 1c84 1c85|44a 1c86|463 1c87|1c88 a64b|1e61 1e9b|fb05 fb06')
    .split('|')
    .map((group) => group.split(' ').map((digits) => Number.parseInt(digits, 16)));

const EQUALS: ReadonlyMap<number, readonly number[]> = new Map(
  GROUPS.flatMap((group) => group.map((code): [number, readonly number[]] => [code, group])),
);

/** The lower-case characters that count as the same. */
export function equalsOf(lower: number): readonly number[] {
  return EQUALS.get(lower) ?? [lower];
}

let capitals: Map<number, number[]> | undefined;

/** All characters that have that lower case. */
export function withLower(lower: number): readonly number[] {
  capitals ??= findCapitals();
  return [lower, ...(capitals.get(lower) ?? [])];
}

function findCapitals(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let code = 0x41; code < LAST_CASED; code++) {
    const lower = lowerOf(code);
    if (lower === code) continue;
    const others = found.get(lower);
    if (others === undefined) found.set(lower, [code]);
    else others.push(code);
  }
  return found;
}

/** Beyond it there are no letters with a case. */
const LAST_CASED = 0x1ea00;
