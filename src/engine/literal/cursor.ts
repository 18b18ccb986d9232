import { MAX_DEPTH, MAX_WORK } from './limits.js';
import { Mistake } from './mistake.js';
import { readToken, type Token } from './token.js';
import { explainNoFollower, explainNoValue, type Situation } from './unexpected.js';
import { sizeOf, type TypedValue } from './value.js';

export type Outcome<Value> = Value | Mistake;

/** What stands between brackets. `comma`: there is at least one, which makes a tuple of what would only be grouped. */
export interface Series<Item> {
  readonly items: readonly Item[];
  readonly comma: boolean;
}

/** Reads one item; `first` is the first item of the same series, once there is one. */
type ReadItem<Item> = (first: Item | undefined) => Outcome<Item>;

/** A place in the tokens of a text, with what limits the work on it. */
export class Cursor {
  readonly #source: string;
  #token: Token;
  #lastEnd = 0;
  readonly #open: Token[] = [];
  #deepest = 0;
  #work = 0;

  constructor(source: string) {
    this.#source = source;
    this.#token = readToken(source, 0);
  }

  /** The token that is not taken yet. */
  get token(): Token {
    return this.#token;
  }

  at(mark: string): boolean {
    return this.#token.kind === 'mark' && this.#token.text === mark;
  }

  /** Whether `mark` follows the token. */
  isBefore(mark: string): boolean {
    const next = readToken(this.#source, this.#token.end);
    return next.kind === 'mark' && next.text === mark;
  }

  advance(): void {
    this.#lastEnd = this.#token.end;
    this.#token = readToken(this.#source, this.#lastEnd);
  }

  take(mark: string): boolean {
    const found = this.at(mark);
    if (found) this.advance();
    return found;
  }

  /** Items up to the end of the text. */
  document<Item>(readItem: ReadItem<Item>): Outcome<Series<Item>> {
    const { start, kind } = this.#token;
    if (kind === 'end') return new Mistake('there is no value', 0, this.#source.length);
    const series = this.#series(() => this.#token.kind === 'end', readItem);
    if (series instanceof Mistake) return series;
    if (this.#token.kind !== 'end') return this.noFollower('the end of the text');
    // A tuple without brackets gets some when it is printed.
    return series.comma && this.#deepest === MAX_DEPTH ? tooDeep(start, this.#lastEnd) : series;
  }

  /** Items from the bracket at hand to the one that closes it, which is taken. */
  bracketed<Item>(close: string, readItem: ReadItem<Item>): Outcome<Series<Item>> {
    const open = this.#token;
    if (this.#open.length === MAX_DEPTH) return tooDeep(open.start, open.end);
    this.#open.push(open);
    this.#deepest = Math.max(this.#deepest, this.#open.length);
    this.advance();
    const series = this.#series(() => this.at(close), readItem);
    if (series instanceof Mistake) return series;
    if (!this.take(close)) return this.noFollower(`\`,\` or \`${close}\``);
    this.#open.pop();
    return series;
  }

  #series<Item>(isOver: () => boolean, readItem: ReadItem<Item>): Outcome<Series<Item>> {
    const items: Item[] = [];
    let comma = false;
    while (!isOver()) {
      const item = readItem(items[0]);
      if (item instanceof Mistake) return item;
      items.push(item);
      if (!this.take(',')) break;
      comma = true;
    }
    return { items, comma };
  }

  /** Counts what an operation on the values goes over, before it does. */
  charge(values: readonly TypedValue[], start: number): Mistake | undefined {
    for (const value of values) this.#work += sizeOf(value);
    return this.#work > MAX_WORK
      ? this.since(start, `\`+\` and subscripts go over more than ${MAX_WORK} items`)
      : undefined;
  }

  /** A mistake in what was read from `start` on. */
  since(start: number, message: string): Mistake {
    return new Mistake(message, start, this.#lastEnd);
  }

  /** A mistake that the token is. */
  here(message: string): Mistake {
    return new Mistake(message, this.#token.start, this.#token.end);
  }

  /** A value should begin here. */
  noValue(): Mistake {
    return explainNoValue(this.#situation());
  }

  /** A value has ended, and the token cannot follow it. */
  noFollower(expected: string): Mistake {
    return explainNoFollower(this.#situation(), expected);
  }

  #situation(): Situation {
    return { token: this.#token, open: this.#open.at(-1), source: this.#source };
  }
}

function tooDeep(start: number, end: number): Mistake {
  return new Mistake(`brackets stand more than ${MAX_DEPTH} deep in each other`, start, end);
}
