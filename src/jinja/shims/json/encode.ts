import { printFloat } from '../../../engine/literal/index.js';
import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { isLess } from '../../values/order.js';
import { raise } from '../../values/raised.js';
import { digitsOf } from '../../values/repr.js';
import { plainTypeNameOf, typeNameOf } from '../../values/type-name.js';
import { Float, Tuple, type Value } from '../../values/value.js';
import { textIn } from '../../values/text-in.js';
import { writeString } from './write-string.js';

/** How `json.dumps` was asked to write. */
export interface Style {
  readonly ascii: boolean;
  readonly checkCircular: boolean;
  readonly allowNan: boolean;
  readonly skipKeys: boolean;
  readonly sortKeys: boolean;
  /** What one level is set in by; `undefined` for one line. */
  readonly indent: string | undefined;
  readonly between: string;
  readonly colon: string;
  /** What is asked for a value that JSON has nothing like. */
  readonly fallback: Value;
}

export function encode(value: Value, style: Style, host: Host): string {
  const writer = new Writer(style, host);
  writer.value(value, 0);
  return writer.pieces.join('');
}

const DEEPEST = 950;

class Writer {
  readonly pieces: string[] = [];
  readonly #style: Style;
  readonly #host: Host;
  readonly #open: Value[] = [];
  #size = 0;
  #reserved = 4096;

  constructor(style: Style, host: Host) {
    this.#style = style;
    this.#host = host;
  }

  #text(piece: string): void {
    this.#size += piece.length;
    while (this.#size > this.#reserved) this.#host.reserve((this.#reserved *= 2));
    this.pieces.push(piece);
  }

  value(value: Value, depth: number): void {
    this.#host.spend(1);
    const scalar = this.#scalar(value);
    if (scalar !== undefined) this.#text(scalar);
    else if (Array.isArray(value)) this.#within(value, () => this.#items(value, depth));
    else if (value instanceof Tuple) this.#within(value, () => this.#items(value.items, depth));
    else if (value instanceof Dict) this.#within(value, () => this.#entries(value, depth));
    else this.#within(value, () => this.value(this.#instead(value), depth));
  }

  #scalar(value: Value): string | undefined {
    if (value === null) return 'null';
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number' || typeof value === 'bigint') return digitsOf(value, this.#host);
    if (value instanceof Float) return this.#float(value.value, ': ');
    const text = textIn(value);
    return text === undefined ? undefined : writeString(text, this.#style.ascii);
  }

  #float(value: number, told: string): string {
    if (Number.isFinite(value)) return printFloat(value);
    if (!this.#style.allowNan) {
      const shown = this.#style.indent === undefined ? '' : `${told}${printFloat(value)}`;
      raise('ValueError', `Out of range float values are not JSON compliant${shown}`);
    }
    if (Number.isNaN(value)) return 'NaN';
    return value > 0 ? 'Infinity' : '-Infinity';
  }

  #instead(value: Value): Value {
    const { fallback } = this.#style;
    if (fallback !== null) return this.#host.call(fallback, [value]);
    return raise('TypeError', `Object of type ${plainTypeNameOf(value)} is not JSON serializable`);
  }

  #within(value: Value, write: () => void): void {
    if (this.#style.checkCircular && this.#open.includes(value)) raise('ValueError', 'Circular reference detected');
    if (this.#open.length >= DEEPEST) {
      raise('RecursionError', 'maximum recursion depth exceeded while encoding a JSON object');
    }
    this.#open.push(value);
    write();
    this.#open.pop();
  }

  #items(items: readonly Value[], depth: number): void {
    if (items.length === 0) return this.#text('[]');
    this.#text('[');
    for (const [at, item] of items.entries()) {
      if (at > 0) this.#text(this.#style.between);
      this.#line(depth + 1);
      this.value(item, depth + 1);
    }
    this.#line(depth);
    this.#text(']');
  }

  #entries(dict: Dict, depth: number): void {
    if (dict.size === 0) return this.#text('{}');
    this.#text('{');
    let isFirst = true;
    for (const [key, value] of this.#inOrder(dict)) {
      const name = this.#key(key);
      if (name === undefined) continue;
      if (!isFirst) this.#text(this.#style.between);
      isFirst = false;
      this.#line(depth + 1);
      this.#text(writeString(name, this.#style.ascii) + this.#style.colon);
      this.value(value, depth + 1);
    }
    this.#line(depth);
    this.#text('}');
  }

  #inOrder(dict: Dict): Iterable<readonly [Value, Value]> {
    if (!this.#style.sortKeys) return dict.entries();
    const host = this.#host;
    host.spend(dict.size * Math.ceil(Math.log2(dict.size + 1)));
    return [...dict.entries()].sort(([left], [right]) =>
      isLess(left, right, host) ? -1 : Number(isLess(right, left, host)),
    );
  }

  #key(key: Value): string | undefined {
    const text = textIn(key);
    if (text !== undefined) return text;
    if (key instanceof Float) return this.#float(key.value, ': ');
    if (key === null) return 'null';
    if (typeof key === 'boolean') return String(key);
    if (typeof key === 'number' || typeof key === 'bigint') return digitsOf(key, this.#host);
    if (this.#style.skipKeys) return undefined;
    return raise('TypeError', `keys must be str, int, float, bool or None, not ${typeNameOf(key)}`);
  }

  #line(depth: number): void {
    const { indent } = this.#style;
    if (indent !== undefined) this.#text(`\n${indent.repeat(depth)}`);
  }
}
