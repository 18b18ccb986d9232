import type { Float } from '../values/value.js';
import type { Place } from './nodes.js';

/** Tokens of which there is one, named as they are written. */
export type Operator = ComparisonToken | ArithmeticToken | BracketToken | '=' | '.' | ':' | '|' | ',' | ';' | '~';
export type ComparisonToken = '==' | '!=' | '>' | '>=' | '<' | '<=';
export type ArithmeticToken = '+' | '-' | '/' | '//' | '*' | '%' | '**';
export type BracketToken = '(' | ')' | '[' | ']' | '{' | '}';

export type MarkType = Operator | 'block-begin' | 'block-end' | 'variable-begin' | 'variable-end' | 'eof';

/** The end of the template has the line of the token before it, in `at`. */
export interface MarkToken extends Place {
  readonly type: MarkType;
}

export interface TextToken extends Place {
  /** `string`: the value, not what is written. */
  readonly type: 'name' | 'string' | 'data';
  readonly text: string;
}

export interface NumberToken extends Place {
  readonly type: 'integer' | 'float';
  readonly value: number | bigint | Float;
}

export type Token = MarkToken | TextToken | NumberToken;
export type TokenType = Token['type'];

/** What messages call a token. */
export function describeToken(token: Token): string {
  return token.type === 'name' ? token.text : describeType(token.type);
}

/** What messages call the tokens of a type. */
export function describeType(type: TokenType): string {
  return DESCRIPTIONS.get(type) ?? type;
}

const DESCRIPTIONS: ReadonlyMap<TokenType, string> = new Map<TokenType, string>([
  ['block-begin', 'begin of statement block'],
  ['block-end', 'end of statement block'],
  ['variable-begin', 'begin of print statement'],
  ['variable-end', 'end of print statement'],
  ['data', 'template data / text'],
  ['eof', 'end of template'],
]);

/** Whether a token is that word; keywords are names like others. */
export function isWord(token: Token, word: string): boolean {
  return token.type === 'name' && token.text === word;
}
