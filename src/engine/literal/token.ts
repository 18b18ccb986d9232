import { Mistake, ONLY_LITERALS } from './mistake.js';
import { readNumber } from './number-literal.js';
import { isPrintable } from './printable.js';
import { readString } from './string-literal.js';

/** `mark`: a bracket, a sign, or an operator that no literal has. `end` stands behind the text and is empty. */
export type Token = StringToken | NumberToken | WordToken | BadToken;

interface StringToken extends Place {
  readonly kind: 'string';
  readonly value: string;
}

interface NumberToken extends Place {
  readonly kind: 'number';
  readonly value: bigint | number;
}

export interface WordToken extends Place {
  readonly kind: 'name' | 'mark' | 'end';
  readonly text: string;
}

interface BadToken extends Place {
  readonly kind: 'bad';
  readonly mistake: Mistake;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Blanks, line breaks, a comment, or a backslash that ends its line. */
const IGNORED = /[ \t\f\r\n]+|#[^\r\n]*|\\(?:\r\n?|\n)/y;
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy;
const MARK = /\*\*|\/\/|==|!=|<=|>=|<<|>>|->|:=|\.\.\.|[-()[\]{},:+*/%@<>=&|^~.]/y;
const NUMBER = /\.?\d/y;
const PREFIX = /^(?:r|u|b|br|rb|f|fr|rf)$/i;

/** Reads the token at or after `at`. */
export function readToken(source: string, at: number): Token {
  const start = skipIgnored(source, at);
  if (start === source.length) return { kind: 'end', text: '', start, end: start };
  if (isQuote(source.charAt(start))) return stringToken(source, { start, prefix: '' });
  if (begins(NUMBER, source, start) !== undefined) return numberToken(source, start);
  const name = begins(NAME, source, start);
  if (name !== undefined) return wordToken(source, start, name);
  const mark = begins(MARK, source, start);
  if (mark !== undefined) return { kind: 'mark', text: mark, start, end: start + mark.length };
  const strange = source.codePointAt(start) ?? 0;
  const end = start + String.fromCodePoint(strange).length;
  return bad(new Mistake(`\`${nameOf(strange)}\` cannot stand in a literal`, start, end));
}

function skipIgnored(source: string, start: number): number {
  let at = start;
  for (let found = begins(IGNORED, source, at); found !== undefined; found = begins(IGNORED, source, at)) {
    at += found.length;
  }
  return at;
}

/** The character, or its number when it could not be seen between backticks. */
function nameOf(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (character !== '`' && isPrintable(codePoint)) return character;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function begins(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function isQuote(character: string): boolean {
  return character === "'" || character === '"';
}

function numberToken(source: string, start: number): Token {
  const number = readNumber(source, start);
  return number instanceof Mistake ? bad(number) : { kind: 'number', value: number.value, start, end: number.end };
}

/** A name, or the string whose prefix it is. */
function wordToken(source: string, start: number, name: string): Token {
  const end = start + name.length;
  if (isQuote(source.charAt(end)) && PREFIX.test(name)) return stringToken(source, { start, prefix: name });
  return { kind: 'name', text: name, start, end };
}

interface StringStart {
  readonly start: number;
  readonly prefix: string;
}

function stringToken(source: string, { start, prefix }: StringStart): Token {
  const quoteAt = start + prefix.length;
  if (/[bf]/i.test(prefix)) {
    const made = /b/i.test(prefix) ? 'bytes' : 'a formatted string';
    return bad(
      new Mistake(`\`${source.slice(start, quoteAt + 1)}\` begins ${made}, and ${ONLY_LITERALS}`, start, quoteAt + 1),
    );
  }
  const string = readString(source, quoteAt, { raw: /r/i.test(prefix) });
  return string instanceof Mistake ? bad(string) : { kind: 'string', value: string.value, start, end: string.end };
}

function bad(mistake: Mistake): Token {
  const { start, end } = mistake;
  return { kind: 'bad', mistake, start, end };
}
