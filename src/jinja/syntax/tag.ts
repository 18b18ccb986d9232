import type { ExpressionParser } from './expression-parser.js';
import type { Body, Statement } from './nodes.js';
import type { Token } from './token.js';
import type { TokenStream } from './token-stream.js';

/** What reads the inside of tags. */
export interface TagReader {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** Ends a tag, and reads all up to a tag of one of these names, which is then the current token. */
  body(ends: readonly [string, ...string[]]): Body;
  /** As `body`, with one name, which it takes. */
  bodyBefore(end: string): Body;
}

/** Reads the tag whose name was just taken, and what belongs to it. */
export type ReadTag = (reader: TagReader, name: Token) => Statement;
