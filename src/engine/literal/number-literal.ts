import { excerpt, Mistake } from './mistake.js';

export interface NumberLiteral {
  readonly value: bigint | number;
  readonly end: number;
}

/** All that touches a number: what Python would take for its end is a misspelling here. */
const TOUCHING = /[\p{ID_Continue}.]*/uy;
const SIGNED_EXPONENT = /[-+]\d[\p{ID_Continue}.]*/uy;
const PREFIXED = /^0[box]/i;

const DIGITS = '\\d+(?:_\\d+)*';
const EXPONENT = `[eE][-+]?${DIGITS}`;
const DECIMAL = /^(?:[1-9]\d*(?:_\d+)*|0+(?:_0+)*)$/;
const OTHER_BASE = /^0(?:b_?[01]+(?:_[01]+)*|o_?[0-7]+(?:_[0-7]+)*|x_?[\da-f]+(?:_[\da-f]+)*)$/i;
const FLOAT = new RegExp(`^(?:(?:(?:${DIGITS})?\\.${DIGITS}|${DIGITS}\\.)(?:${EXPONENT})?|${DIGITS}${EXPONENT})$`);
const ZERO_FIRST = new RegExp(`^${DIGITS}$`);
const COMPLEX = /^[\d._]+(?:[eE][-+]?[\d_]+)?[jJ]$/;

/** Reads the number that begins at `start` with a digit, or with a point before a digit. */
export function readNumber(source: string, start: number): NumberLiteral | Mistake {
  const end = endOf(source, start);
  const written = source.slice(start, end);
  const value = valueOf(written);
  return typeof value === 'string' ? new Mistake(value, start, end) : { value, end };
}

function endOf(source: string, start: number): number {
  TOUCHING.lastIndex = start;
  TOUCHING.exec(source);
  const end = TOUCHING.lastIndex;
  if (PREFIXED.test(source.slice(start, start + 2)) || !/[eE]/.test(source.charAt(end - 1))) return end;
  SIGNED_EXPONENT.lastIndex = end;
  return SIGNED_EXPONENT.test(source) ? SIGNED_EXPONENT.lastIndex : end;
}

/** The number, or what is wrong with it. */
function valueOf(written: string): bigint | number | string {
  const bare = written.replaceAll('_', '');
  if (DECIMAL.test(written) || OTHER_BASE.test(written)) return BigInt(bare);
  if (!FLOAT.test(written)) return reasonAgainst(written);
  const value = Number(bare);
  return Number.isFinite(value) ? value : `\`${excerpt(written)}\` is too large for a float`;
}

function reasonAgainst(written: string): string {
  const name = `\`${excerpt(written)}\``;
  if (ZERO_FIRST.test(written)) return `${name} begins with a zero: an octal integer begins with \`0o\``;
  if (COMPLEX.test(written)) return `${name} is a complex number: only integers and floats can stand behind \`!py!\``;
  return `${name} is not a number`;
}
