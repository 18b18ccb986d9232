import { printString } from '../../engine/literal/index.js';
import { endOfComment, endOfRaw, endOfTag, type Reading, type TagState } from './closing.js';
import { SyntaxStop } from './failures.js';
import { lengthOfText } from '../values/code-points.js';
import type { Place } from './nodes.js';
import type { NormalText } from './normal-text.js';
import { readNumber, TooManyDigits } from './number-token.js';
import { OpeningFinder, type Opening, type Sign } from './opening.js';
import { CLOSED_BY, CLOSING, endOfName, endOfString, isDigit, isIdentifier, isQuote, operatorAt } from './scan.js';
import type { SyntaxSettings } from './settings.js';
import { BadEscape, readString, withNewlines } from './string-token.js';
import type { Operator, Token } from './token.js';
import { isSpace, skipSpace, skipSpaceBack } from './whitespace.js';

/** Reads tokens on demand: what is wrong behind the place where the parser stops is never told. */
export class Lexer {
  readonly #normal: NormalText;
  readonly #reading: Reading;
  readonly #openings: OpeningFinder;
  /** The brackets to come, innermost last; a tag does not end before they did. */
  readonly #awaited: Operator[] = [];
  #at = 0;

  constructor(normal: NormalText, settings: SyntaxSettings) {
    this.#normal = normal;
    this.#reading = { text: normal.text, settings };
    this.#openings = new OpeningFinder(normal.text, settings);
  }

  *tokens(): Generator<Token, undefined> {
    const { text } = this.#normal;
    while (this.#at < text.length) {
      const opening = this.#openings.next(this.#at);
      const data = this.#data(opening ?? { kind: 'variable', start: text.length, sign: '' });
      if (data !== undefined) yield data;
      if (opening === undefined) return undefined;
      this.#at = opening.end;
      yield* this.#opened(opening);
    }
    return undefined;
  }

  *#opened(opening: Opening): Generator<Token, undefined> {
    switch (opening.kind) {
      case 'raw':
        return yield* this.#raw(opening);
      case 'comment':
        this.#skipComment(opening);
        return undefined;
      case 'line-comment': {
        const end = this.#normal.text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#normal.text.length : end;
        return undefined;
      }
      case 'variable':
        yield { type: 'variable-begin', ...this.#place(opening.start) };
        return yield* this.#tag('variable');
      default:
        yield { type: 'block-begin', ...this.#place(opening.start) };
        return yield* this.#tag(opening.kind);
    }
  }

  /** The text up to an opening, without the whitespace that the opening takes away. */
  #data({ kind, start, sign }: Pick<Opening, 'kind' | 'start' | 'sign'>): Token | undefined {
    const end = kind === 'variable' && sign !== '-' ? start : this.#endOfText(start, sign);
    if (end === this.#at) return undefined;
    const text = withNewlines(this.#normal.text.slice(this.#at, end), this.#reading.settings.newlineSequence);
    const from = this.#at;
    this.#at = end;
    return { type: 'data', text, ...this.#place(from) };
  }

  #endOfText(start: number, sign: Sign): number {
    const { text } = this.#normal;
    if (sign === '-') return skipSpaceBack(text, this.#at, start);
    if (sign === '+' || !this.#reading.settings.lstripBlocks) return start;
    const blanks = skipSpaceBack(text, this.#at, start);
    const lastBreak = text.slice(blanks, start).lastIndexOf('\n');
    if (lastBreak !== -1) return blanks + lastBreak + 1;
    const onLineStart = blanks === 0 || text.charAt(blanks - 1) === '\n';
    return onLineStart ? blanks : start;
  }

  *#raw(opening: Opening): Generator<Token, undefined> {
    const end = endOfRaw(this.#at, this.#reading);
    if (end === undefined) {
      this.#refuseOpen(opening, 'Missing end of raw directive');
      return undefined;
    }
    const data = this.#data({ kind: 'raw', ...end });
    this.#at = end.end;
    if (data !== undefined) yield data;
    return undefined;
  }

  #skipComment(opening: Opening): void {
    const end = endOfComment(this.#at, this.#reading);
    if (end === undefined) this.#refuseOpen(opening, 'Missing end of comment tag');
    else this.#at = end;
  }

  /** What is opened by the last characters of a template needs no end. */
  #refuseOpen({ start, end }: Opening, message: string): void {
    if (end >= this.#normal.text.length) return;
    const place = this.#placeOf(start, skipSpaceBack(this.#normal.text, start, end));
    throw new SyntaxStop(message, { ...place, at: this.#normal.originOf(end) });
  }

  *#tag(state: TagState): Generator<Token, undefined> {
    const { text } = this.#normal;
    for (;;) {
      const from = this.#at;
      const end = this.#awaited.length === 0 ? endOfTag(state, from, this.#reading) : undefined;
      if (end !== undefined) {
        this.#at = end;
        const shown = skipSpaceBack(text, from, end);
        yield { type: state === 'variable' ? 'variable-end' : 'block-end', ...this.#placeOf(from, shown) };
        return undefined;
      }
      if (from >= text.length) return undefined;
      if (isSpace(text.charCodeAt(from))) this.#at = skipSpace(text, from);
      else yield this.#token();
    }
  }

  #token(): Token {
    const from = this.#at;
    const unit = this.#normal.text.charCodeAt(from);
    if (isDigit(unit)) return this.#number(from);
    const nameEnd = endOfName(this.#normal.text, from);
    if (nameEnd > from) return this.#name(from, nameEnd);
    if (isQuote(unit)) return this.#string(from);
    return this.#operator(from);
  }

  #number(from: number): Token {
    const number = readNumber(this.#normal.text, from);
    this.#at = number.end;
    const place = this.#place(from);
    if (number instanceof TooManyDigits) throw new SyntaxStop(number.message, place, { kind: 'ValueError' });
    return { type: number.type, value: number.value, ...place };
  }

  #name(from: number, end: number): Token {
    const text = this.#normal.text.slice(from, end);
    this.#at = end;
    const place = this.#place(from);
    if (!isIdentifier(text)) throw new SyntaxStop('Invalid character in identifier', place);
    return { type: 'name', text, ...place };
  }

  #string(from: number): Token {
    const { text } = this.#normal;
    const end = endOfString(text, from);
    if (end === undefined) return this.#refuseCharacter(from);
    this.#at = end;
    const value = readString(text.slice(from + 1, end - 1), this.#reading.settings.newlineSequence);
    if (value instanceof BadEscape) {
      const at = this.#normal.originOf(from);
      throw new SyntaxStop(value.message, { ...this.#placeOf(from + 1 + value.start, from + 1 + value.end), at });
    }
    return { type: 'string', text: value, ...this.#place(from) };
  }

  #operator(from: number): Token {
    const { text } = this.#normal;
    const type = operatorAt(text, from);
    if (type === undefined) return this.#refuseCharacter(from);
    this.#at = from + type.length;
    const place = this.#place(from);
    const closing = CLOSED_BY.get(type);
    if (closing !== undefined) this.#awaited.push(closing);
    else if (CLOSING.has(type)) this.#close(type, place);
    return { type, ...place };
  }

  #close(type: Operator, place: Place): void {
    const expected = this.#awaited.pop();
    if (expected === undefined) throw new SyntaxStop(`unexpected '${type}'`, place);
    if (expected !== type) throw new SyntaxStop(`unexpected '${type}', expected '${expected}'`, place);
  }

  #refuseCharacter(at: number): never {
    const { text } = this.#normal;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const position = lengthOfText(text.slice(0, at));
    const place = this.#placeOf(at, at + character.length);
    throw new SyntaxStop(`unexpected char ${printString(character)} at ${position}`, place);
  }

  /** What was read since `from`. */
  #place(from: number): Place {
    return this.#placeOf(from, this.#at);
  }

  #placeOf(from: number, to: number): Place {
    const start = this.#normal.originOf(from);
    return { start, end: this.#normal.originOf(to), at: start };
  }
}
