import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Markup, type Value } from '../values/value.js';

/** What is written goes here until somebody takes it. */
export class Sink {
  readonly limit: number;
  /** What is complete, in pieces of some size. */
  readonly #chunks: string[] = [];
  #size = 0;
  #tail = '';
  #pieces = 0;
  /** The first piece that is no string. */
  #wrong: { readonly at: number; readonly typeName: string } | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  write(text: string): void {
    this.#tail += text;
    this.#pieces++;
    if (this.#tail.length >= CHUNK) this.#close();
  }

  /** Reading a character makes V8 join what a sum of many strings is made of, and forget the parts. */
  #close(): void {
    this.#tail.charCodeAt(0);
    this.#chunks.push(this.#tail);
    this.#size += this.#tail.length;
    this.#tail = '';
    if (this.#size > this.limit) raise('LimitError', `the output is longer than ${this.limit} characters`);
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
    if (this.#chunks.length === 0 && this.#tail.length <= this.limit) return this.#tail;
    this.#close();
    return this.#chunks.join('');
  }
}

const CHUNK = 8192;
