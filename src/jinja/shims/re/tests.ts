import * as classes from '../../types/text/classes.js';
import { equalsOf, lowerOf, lowerOfAscii, withLower } from './case.js';
import { FLAG } from './flags.js';
import type { Category, Member, Node } from './nodes.js';

/** Whether a character is what the pattern asks for. */
export type Test = (code: number) => boolean;

type Single = Extract<Node, { kind: 'literal' | 'class' | 'any' }>;

export function testOf(node: Single, flags: number): Test {
  switch (node.kind) {
    case 'any':
      return (flags & FLAG.dotAll) !== 0 ? () => true : (code) => code !== 10;
    case 'literal':
      return literalTest(node.code, flags);
    case 'class': {
      const isMember = memberTest(node.members, flags);
      return node.negated ? (code) => !isMember(code) : isMember;
    }
  }
}

function literalTest(wanted: number, flags: number): Test {
  if ((flags & FLAG.ignoreCase) === 0) return (code) => code === wanted;
  if ((flags & FLAG.ascii) !== 0) {
    const lower = lowerOfAscii(wanted);
    return (code) => lowerOfAscii(code) === lower;
  }
  const lowers = equalsOf(lowerOf(wanted));
  const [lower] = lowers;
  return lowers.length === 1 ? (code) => lowerOf(code) === lower : (code) => lowers.includes(lowerOf(code));
}

function memberTest(members: readonly Member[], flags: number): Test {
  const tests = members.map((member) => oneTest(member, flags));
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return cached((code) => tests.some((test) => test(code)));
}

/** Remembers the answers for the first characters. */
function cached(test: Test): Test {
  const known = new Uint8Array(256);
  return (code) => {
    if (code >= 256) return test(code);
    const before = known[code] ?? 0;
    if (before !== 0) return before === 1;
    const answer = test(code);
    known[code] = answer ? 1 : 2;
    return answer;
  };
}

function oneTest(member: Member, flags: number): Test {
  switch (member.kind) {
    case 'literal':
      return literalTest(member.code, flags);
    case 'category': {
      const test = categoryTest(member.category, flags);
      if ((flags & FLAG.ignoreCase) === 0) return test;
      const lower = (flags & FLAG.ascii) !== 0 ? lowerOfAscii : lowerOf;
      return (code) => test(lower(code));
    }
    case 'range':
      return rangeTest(member, flags);
  }
}

function rangeTest({ low, high }: { readonly low: number; readonly high: number }, flags: number): Test {
  const holds: Test = (code) => code >= low && code <= high;
  if ((flags & FLAG.ignoreCase) === 0) return holds;
  if ((flags & FLAG.ascii) !== 0) {
    return (code) => {
      const lower = lowerOfAscii(code);
      return holds(lower) || (lower >= 97 && lower <= 122 && holds(lower - 32));
    };
  }
  return cached((code) => equalsOf(lowerOf(code)).some((lower) => withLower(lower).some(holds)));
}

function categoryTest(category: Category, flags: number): Test {
  const isAscii = (flags & FLAG.ascii) !== 0;
  switch (category) {
    case 'd':
      return isAscii ? isAsciiDigit : classes.isDecimal;
    case 's':
      return isAscii ? isAsciiSpace : isSpace;
    case 'w':
      return wordTest(flags);
    default: {
      const test = categoryTest(OPPOSITES[category], flags);
      return (code) => !test(code);
    }
  }
}

const OPPOSITES = { D: 'd', S: 's', W: 'w' } as const;

export function wordTest(flags: number): Test {
  return (flags & FLAG.ascii) !== 0 ? isAsciiWord : isWord;
}

function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isAsciiWord(code: number): boolean {
  return isAsciiDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isWord(code: number): boolean {
  return code < 128 ? isAsciiWord(code) : classes.isAlphanumeric(code);
}

function isSpace(code: number): boolean {
  if (code < 128) return isAsciiSpace(code) || (code >= 0x1c && code <= 0x1f);
  if (code === 0x85 || code === 0xa0 || code === 0x1680) return true;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}
