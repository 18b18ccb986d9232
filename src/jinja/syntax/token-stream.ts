import { SyntaxStop, type FailurePlace } from './failures.js';
import { describeToken, describeType, isWord, type TextToken, type Token, type TokenType } from './token.js';

/** The tokens of a template, one of them current and, when asked for, the one behind it. */
export class TokenStream {
  readonly #tokens: Iterator<Token, undefined>;
  readonly #end: number;
  #current: Token;
  #ahead: Token | undefined;
  #lastEnd = 0;

  /** `end`: where the template ends. */
  constructor(tokens: Iterator<Token, undefined>, end: number) {
    this.#tokens = tokens;
    this.#end = end;
    this.#current = this.#read(0);
  }

  get current(): Token {
    return this.#current;
  }

  /** Where the last token that was taken ends. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** The token behind the current one. */
  look(): Token {
    this.#ahead ??= this.#read(this.#current.at);
    return this.#ahead;
  }

  /** Takes the current token. */
  take(): Token {
    const taken = this.#current;
    if (taken.type === 'eof') return taken;
    this.#current = this.#ahead ?? this.#read(taken.at);
    this.#ahead = undefined;
    this.#lastEnd = taken.end;
    return taken;
  }

  is(type: TokenType): boolean {
    return this.#current.type === type;
  }

  isWord(word: string): boolean {
    return isWord(this.#current, word);
  }

  /** Takes the current token if it is of that type. */
  skip(type: TokenType): boolean {
    const found = this.is(type);
    if (found) this.take();
    return found;
  }

  skipWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.take();
    return found;
  }

  expect(type: TokenType): Token {
    return this.is(type) ? this.take() : this.#failExpecting(describeType(type));
  }

  expectWord(word: string): Token {
    return this.isWord(word) ? this.take() : this.#failExpecting(word);
  }

  expectName(): TextToken {
    const { current } = this;
    if (current.type !== 'name') return this.#failExpecting('name');
    this.take();
    return current;
  }

  /** Stops with a message about the current token, unless told otherwise. */
  fail(message: string, place: FailurePlace = this.#current): never {
    throw new SyntaxStop(message, place);
  }

  /** Stops at what could be read and is not allowed. */
  refuse(message: string, place: FailurePlace): never {
    throw new SyntaxStop(message, place, { kind: 'TemplateAssertionError' });
  }

  /** Stops at a limit of ours. */
  limit(message: string, place: FailurePlace): never {
    throw new SyntaxStop(message, place, { kind: 'LimitError' });
  }

  #failExpecting(expected: string): never {
    if (this.is('eof')) return this.fail(`unexpected end of template, expected '${expected}'.`);
    return this.fail(`expected token '${expected}', got '${describeToken(this.#current)}'`);
  }

  #read(lastLine: number): Token {
    const { value } = this.#tokens.next();
    return value ?? { type: 'eof', start: this.#end, end: this.#end, at: lastLine };
  }
}
