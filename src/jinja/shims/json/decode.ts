import { indexAt, lengthOfText } from '../../values/code-points.js';
import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { intOf } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { Float, Tuple, type Value } from '../../values/value.js';

/** What is to be called for parts of the document; `null` for what Python does itself. */
export interface Hooks {
  readonly object: Value;
  readonly pairs: Value;
  readonly float: Value;
  readonly int: Value;
  readonly constant: Value;
}

/** `json.loads` of a text. */
export function decode(text: string, hooks: Hooks, host: Host): Value {
  const reader = new Reader(text, hooks, host);
  return reader.document();
}

const DEEPEST = 950;
const MOST_DIGITS = 4300;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\p{Cc}]*|[\u007f-\u009f]/uy;

/** What a dict takes, however few its entries are. */
const STEPS_OF_DICT = 8;

class Reader {
  readonly #text: string;
  readonly #hooks: Hooks;
  readonly #host: Host;
  #at = 0;
  #depth = 0;

  constructor(text: string, hooks: Hooks, host: Host) {
    this.#text = text;
    this.#hooks = hooks;
    this.#host = host;
  }

  document(): Value {
    if (this.#text.startsWith('\ufeff')) this.#fail('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
    this.#host.spend(this.#text.length);
    this.#skip();
    const value = this.#value();
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('Extra data', this.#at);
    return value;
  }

  #fail(message: string, offset: number): never {
    const lines = this.#text.slice(0, offset).split('\n');
    const column = lengthOfText(lines.at(-1) ?? '') + 1;
    const place = `line ${lines.length} column ${column} (char ${indexAt(this.#text, offset)})`;
    return raise('JSONDecodeError', `${message}: ${place}`);
  }

  #skip(): void {
    while (SPACE.has(this.#text.charAt(this.#at))) this.#at++;
  }

  #value(): Value {
    switch (this.#text.charAt(this.#at)) {
      case '"':
        return this.#string();
      case '{':
        return this.#nested('object', () => this.#object());
      case '[':
        return this.#nested('array', () => this.#array());
      default:
        return this.#takes('null') ? null : (this.#word() ?? this.#number());
    }
  }

  #nested<Result>(kind: string, read: () => Result): Result {
    if (++this.#depth > DEEPEST) {
      raise('RecursionError', `maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`);
    }
    this.#at++;
    this.#skip();
    const result = read();
    this.#depth--;
    return result;
  }

  #word(): Value | undefined {
    for (const [word, value] of WORDS) if (this.#takes(word)) return value;
    for (const [word, value] of CONSTANTS) {
      if (!this.#takes(word)) continue;
      return this.#hooks.constant === null ? new Float(value) : this.#host.call(this.#hooks.constant, [word]);
    }
    return undefined;
  }

  #takes(word: string): boolean {
    const found = this.#text.startsWith(word, this.#at);
    if (found) this.#at += word.length;
    return found;
  }

  #number(): Value {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) return this.#fail('Expecting value', this.#at);
    const [digits, fraction, exponent] = match;
    this.#at += digits.length;
    const isFloat = fraction !== undefined || exponent !== undefined;
    const hook = isFloat ? this.#hooks.float : this.#hooks.int;
    if (hook !== null) return this.#host.call(hook, [digits]);
    return isFloat ? new Float(Number(digits)) : integerOf(digits);
  }

  #array(): Value {
    const items: Value[] = [];
    if (this.#takes(']')) return items;
    for (;;) {
      items.push(this.#value());
      this.#skip();
      if (this.#takes(']')) return items;
      if (!this.#takes(',')) this.#fail("Expecting ',' delimiter", this.#at);
      this.#skip();
    }
  }

  #object(): Value {
    const entries: [string, Value][] = [];
    if (this.#takes('}')) return this.#finish(entries);
    for (;;) {
      if (this.#text.charAt(this.#at) !== '"') {
        this.#fail('Expecting property name enclosed in double quotes', this.#at);
      }
      const key = this.#string();
      this.#skip();
      if (!this.#takes(':')) this.#fail("Expecting ':' delimiter", this.#at);
      this.#skip();
      entries.push([key, this.#value()]);
      this.#skip();
      if (this.#takes('}')) return this.#finish(entries);
      if (!this.#takes(',')) this.#fail("Expecting ',' delimiter", this.#at);
      this.#skip();
    }
  }

  #finish(entries: readonly (readonly [string, Value])[]): Value {
    const { object, pairs } = this.#hooks;
    if (pairs !== null) return this.#host.call(pairs, [entries.map((entry) => new Tuple(entry))]);
    this.#host.spend(STEPS_OF_DICT);
    const dict = Dict.of(entries);
    return object === null ? dict : this.#host.call(object, [dict]);
  }

  #string(): string {
    const begin = this.#at++;
    let result = '';
    for (;;) {
      result += this.#plain();
      const next = this.#text.charAt(this.#at);
      if (next === '"') break;
      if (next === '') this.#fail('Unterminated string starting at', begin);
      if (next !== '\\') this.#fail('Invalid control character at', this.#at);
      result += this.#escape(begin);
    }
    this.#at++;
    return result;
  }

  #plain(): string {
    const from = this.#at;
    for (;;) {
      PLAIN.lastIndex = this.#at;
      const length = PLAIN.exec(this.#text)?.[0].length ?? 0;
      const code = this.#text.charCodeAt(this.#at + length);
      this.#at += length;
      if (!(code >= 0x7f && code <= 0x9f)) return this.#text.slice(from, this.#at);
      this.#at++;
    }
  }

  #escape(begin: number): string {
    const at = this.#at;
    const letter = this.#text.charAt(at + 1);
    if (letter === '') this.#fail('Unterminated string starting at', begin);
    this.#at += 2;
    if (letter !== 'u') return ESCAPES.get(letter) ?? this.#fail('Invalid \\escape', at);
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('Invalid \\uXXXX escape', at + 1);
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
}

const SPACE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

const WORDS: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
];

const CONSTANTS = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
] as const;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function integerOf(digits: string): number | bigint {
  if (digits.length <= 15) return Number(digits) + 0;
  const count = digits.startsWith('-') ? digits.length - 1 : digits.length;
  if (count > MOST_DIGITS) {
    raise(
      'ValueError',
      `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return intOf(BigInt(digits));
}
