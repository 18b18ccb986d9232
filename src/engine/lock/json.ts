import { fail, succeed, type Result, type Source, type Span } from '../diag/index.js';

/** A JSON value and where it stands. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonMember>; readonly at: Span }
  | { readonly kind: 'text'; readonly text: string; readonly at: Span }
  | { readonly kind: 'number'; readonly number: number; readonly at: Span }
  /** `true`, `false`, `null` or a list. */
  | { readonly kind: 'other'; readonly at: Span };

export interface JsonMember {
  readonly nameAt: Span;
  readonly value: JsonNode;
}

export interface JsonMistake {
  /** Completes "the lock cannot be read: …". */
  readonly reason: string;
  readonly at: Span;
}

/** Deeper than anything a lock has; keeps a hostile text from using up the stack. */
const DEEPEST = 64;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
// A text ends at the first quote that no backslash hides; what stands in it is for JSON.parse to judge.
const TEXT = /"[^"\\]*(?:\\[^][^"\\]*)*"/uy;
const WORD = /true|false|null/uy;
const BLANKS = /[ \t\n\r]*/uy;

/** Reads a JSON text with the places of everything in it. A name that stands twice in one object is a mistake. */
export function parseJson(source: Source): Result<JsonNode, JsonMistake> {
  const reader = new Reader(source);
  const value = reader.readWhole();
  if (value !== null) return succeed(value);
  return fail(reader.mistake ?? { reason: 'it is not JSON', at: { source, start: 0, end: 0 } });
}

/** Its methods answer `null` when there is a mistake; the first one is kept. */
class Reader {
  readonly #source: Source;
  #at = 0;
  mistake: JsonMistake | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  readWhole(): JsonNode | null {
    const value = this.#readValue(0);
    if (value === null) return null;
    this.#match(BLANKS);
    return this.#at === this.#source.text.length ? value : this.#refuse('something stands behind its end');
  }

  #readValue(depth: number): JsonNode | null {
    if (depth > DEEPEST) return this.#refuse('it is nested too deeply');
    this.#match(BLANKS);
    const start = this.#at;
    if (this.#takes('{')) return this.#readObject(start, depth);
    if (this.#takes('[')) return this.#readList(start, depth);
    const text = this.#readText();
    if (text !== null) return { kind: 'text', text, at: this.#since(start) };
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: 'number', number: Number(number), at: this.#since(start) };
    if (this.#match(WORD) !== undefined) return { kind: 'other', at: this.#since(start) };
    return this.#refuse('it is not JSON');
  }

  #readObject(start: number, depth: number): JsonNode | null {
    const members = new Map<string, JsonMember>();
    const isWhole = this.#readItems('}', () => {
      const nameStart = this.#at;
      const name = this.#readText();
      if (name === null) return this.#refuse('a name in quotes is missing');
      const nameAt = this.#since(nameStart);
      if (members.has(name)) return this.#refuse(`\`${name}\` stands in it twice`, nameAt);
      this.#match(BLANKS);
      if (!this.#takes(':')) return this.#refuse('a colon is missing');
      const value = this.#readValue(depth + 1);
      return value && members.set(name, { nameAt, value });
    });
    return isWhole ? { kind: 'object', members, at: this.#since(start) } : null;
  }

  #readList(start: number, depth: number): JsonNode | null {
    const isWhole = this.#readItems(']', () => this.#readValue(depth + 1));
    return isWhole ? { kind: 'other', at: this.#since(start) } : null;
  }

  /** Reads items with commas between them up to `close`; answers whether all is right. */
  #readItems(close: string, readItem: () => unknown): boolean {
    this.#match(BLANKS);
    if (this.#takes(close)) return true;
    for (;;) {
      this.#match(BLANKS);
      if (readItem() === null) return false;
      this.#match(BLANKS);
      if (this.#takes(close)) return true;
      if (this.#takes(',')) continue;
      this.#refuse(`a comma or \`${close}\` is missing`);
      return false;
    }
  }

  /** `null` when no text stands here; a text that is none leaves a mistake. */
  #readText(): string | null {
    const start = this.#at;
    const quoted = this.#match(TEXT);
    if (quoted === undefined) return null;
    try {
      return String(JSON.parse(quoted));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.#refuse('a text in it is not written as JSON wants it', this.#since(start));
    }
  }

  #takes(character: string): boolean {
    if (this.#source.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #since(start: number): Span {
    return { source: this.#source, start, end: this.#at };
  }

  #refuse(reason: string, at?: Span): null {
    const end = Math.min(this.#at + 1, this.#source.text.length);
    this.mistake ??= { reason, at: at ?? { source: this.#source, start: this.#at, end } };
    return null;
  }
}
