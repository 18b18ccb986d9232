import { Container, type Printer } from './container.js';
import { compoundKey, keyOf, type Key } from './key.js';
import { raise } from './raised.js';
import { orderOfIntegers } from './set-order.js';
import type { Value } from './value.js';

/**
 * A Python `set` or `frozenset`. Integers alone stand in the order that Python gives them, as if they had been added one
 * by one to an empty set; everything else in the order of insertion, since Python's depends on hashes, which for strings
 * are others in every process.
 */
export class SetValue extends Container {
  readonly typeName: 'set' | 'frozenset';
  readonly inItself: string;
  readonly #members = new Map<Key, Value>();
  /** How many members are not a safe integer. */
  #others = 0;
  /** The integers in Python's order; absent when there are other members, or since a change. */
  #ordered: readonly number[] | undefined;

  constructor(typeName: 'set' | 'frozenset' = 'set') {
    super();
    this.typeName = typeName;
    this.inItself = `${typeName}(...)`;
  }

  static of(members: Iterable<Value>, typeName: 'set' | 'frozenset' = 'set'): SetValue {
    const set = new SetValue(typeName);
    for (const member of members) set.add(member);
    return set;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Raises `TypeError` for what cannot be hashed; but a set can be asked for as if it were frozen. */
  has(value: Value): boolean {
    return this.#members.has(keyToFind(value));
  }

  /** Of equal members the first stays. */
  add(value: Value): void {
    const key = keyOf(value);
    if (this.#members.has(key)) return;
    this.#members.set(key, value);
    if (typeof key !== 'number' || !Number.isSafeInteger(key)) this.#others++;
    this.#ordered = undefined;
  }

  /** Of a set without members: takes those of another, in the order that they stand in. */
  fill(other: SetValue): void {
    for (const [key, member] of other.#members) this.#members.set(key, member);
    this.#others = other.#others;
    this.#ordered = other.#ordered;
  }

  /** Whether it was there. */
  delete(value: Value): boolean {
    const key = keyToFind(value);
    if (!this.#members.delete(key)) return false;
    if (typeof key !== 'number' || !Number.isSafeInteger(key)) this.#others--;
    this.#ordered = undefined;
    return true;
  }

  clear(): void {
    this.#members.clear();
    this.#others = 0;
    this.#ordered = undefined;
  }

  /** Raises `RuntimeError` at the next step when the size has changed since the iterator was made. */
  values(): Generator<Value, void> {
    return this.#values(this.size);
  }

  *#values(size: number): Generator<Value, void> {
    this.#expect(size);
    let left = size;
    for (const key of this.#keys()) {
      // What was taken away and added again is not met twice.
      if (left-- === 0) return;
      yield this.#members.get(key) ?? null;
      this.#expect(size);
    }
  }

  #expect(size: number): void {
    if (this.#members.size !== size) raise('RuntimeError', 'Set changed size during iteration');
  }

  #keys(): Iterable<Key> {
    if (this.#others > 0) return this.#members.keys();
    this.#ordered ??= orderOfIntegers([...this.#members.keys()].filter((key) => typeof key === 'number'));
    return this.#ordered;
  }

  print(printer: Printer): void {
    if (this.size === 0) return printer.text(`${this.typeName}()`);
    const frozen = this.typeName === 'frozenset';
    let separator = frozen ? 'frozenset({' : '{';
    for (const member of this.values()) {
      printer.text(separator);
      printer.value(member);
      separator = ', ';
    }
    printer.text(frozen ? '})' : '}');
  }

  key(): Key | undefined {
    return this.typeName === 'frozenset' ? this.frozenKey() : undefined;
  }

  /** The key that it has, or would have when frozen; the order does not count. */
  frozenKey(): Key {
    return compoundKey('f', [...this.#members.keys()].map((key) => compoundKey('m', [key])).sort());
  }
}

function keyToFind(value: Value): Key {
  return value instanceof SetValue ? value.frozenKey() : keyOf(value);
}
