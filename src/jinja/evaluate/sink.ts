import { flat } from '../values/flat.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Markup, type Value } from '../values/value.js';
import type { Meter } from './meter.js';

/** What is written goes here until somebody takes it. Its characters count as those of any value that is made. */
export class Sink {
  readonly #meter: Meter;
  /** What is complete, in pieces of some size. */
  readonly #chunks: string[] = [];
  #size = 0;
  #tail = '';
  #pieces = 0;
  /** The first piece that is no string. */
  #wrong: { readonly at: number; readonly typeName: string } | undefined;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  write(text: string): void {
    this.#tail += text;
    this.#pieces++;
    if (this.#tail.length >= CHUNK) this.#close();
  }

  #close(): void {
    this.#chunks.push(this.#joined());
    this.#tail = '';
  }

  #joined(): string {
    const { outputSize } = this.#meter.limits;
    const { length } = this.#tail;
    this.#size += length;
    if (this.#size > outputSize) raise('LimitError', `the output is longer than ${outputSize} characters`);
    this.#meter.spendOnText(length);
    return flat(this.#tail);
  }

  /** What calls and filters of blocks answer is not made a string: another value is an error, but only in the end. */
  writeValue(value: Value): void {
    if (typeof value === 'string') return this.write(value);
    if (value instanceof Markup) return this.write(value.text);
    this.#wrong ??= { at: this.#pieces, typeName: typeNameOf(value) };
    this.#pieces++;
  }

  /** Writes what another was written, with what is wrong with it. */
  append(other: Sink): void {
    const { at, typeName } = other.#wrong ?? {};
    if (at !== undefined && typeName !== undefined) this.#wrong ??= { at: this.#pieces + at, typeName };
    this.write(other.#text());
    this.#pieces += other.#pieces - 1;
  }

  /** Everything that was written. */
  take(): string {
    if (this.#wrong === undefined) return this.#text();
    const { at, typeName } = this.#wrong;
    return raise('TypeError', `sequence item ${at}: expected str instance, ${typeName} found`);
  }

  #text(): string {
    if (this.#chunks.length === 0) return this.#joined();
    this.#close();
    return this.#chunks.join('');
  }
}

const CHUNK = 8192;
