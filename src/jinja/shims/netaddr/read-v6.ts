import { parseStrictV4, printV4 } from './read-v4.js';

/** The value of an IPv6 address as `inet_pton` reads it; `undefined` for everything else. */
export function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map(wordsIn);
  if (front === undefined) return undefined;
  if (halves.length === 1) return front.length === 8 ? joined(front) : undefined;
  if (back === undefined || front.length + back.length > 7) return undefined;
  if (halves[0]?.includes('.') === true) return undefined;
  const gap = Array.from({ length: 8 - front.length - back.length }, () => 0n);
  return joined([...front, ...gap, ...back]);
}

function joined(words: readonly bigint[]): bigint {
  return words.reduce((value, word) => (value << 16n) | word, 0n);
}

/** The words of one side of `::`; the last may be an IPv4 address, which makes two. */
function wordsIn(side: string): bigint[] | undefined {
  if (side === '') return [];
  const words: bigint[] = [];
  const parts = side.split(':');
  for (const [at, part] of parts.entries()) {
    if (at === parts.length - 1 && part.includes('.')) {
      const value = parseStrictV4(part);
      if (value === undefined) return undefined;
      words.push(value >> 16n, value & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) words.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return words;
}

/** The shortest spelling, as `inet_ntop` prints it. */
export function printV6(value: bigint): string {
  const words = wordsOf(value);
  const { from, length } = longestGap(words);
  const tail = mixedTail(value, { from, length });
  const shown = words.map((word) => word.toString(16));
  if (tail !== undefined) shown.splice(6, 2, tail);
  if (length < 2) return shown.join(':');
  return `${shown.slice(0, from).join(':')}::${shown.slice(from + length).join(':')}`;
}

export function wordsOf(value: bigint): number[] {
  return Array.from({ length: 8 }, (_, at) => Number((value >> BigInt(16 * (7 - at))) & 0xffffn));
}

interface Gap {
  readonly from: number;
  readonly length: number;
}

/** The first of the longest runs of zeros. */
function longestGap(words: readonly number[]): Gap {
  let best: Gap = { from: 0, length: 0 };
  let from = 0;
  for (let at = 0; at <= words.length; at++) {
    if (words[at] === 0) continue;
    if (at - from > best.length) best = { from, length: at - from };
    from = at + 1;
  }
  return best;
}

/** Addresses that hold an IPv4 address show it as one. */
function mixedTail(value: bigint, { from, length }: Gap): string | undefined {
  const isMapped = from === 0 && length === 5 && value >> 32n === 0xffffn;
  const isCompatible = from === 0 && length === 6;
  return isMapped || isCompatible ? printV4(value & 0xffffffffn) : undefined;
}
