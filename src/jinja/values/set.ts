import { Container, type Printer } from './container.js';
import { compoundKey, keyOf, type Key } from './key.js';
import { raise } from './raised.js';
import { orderOfIntegers } from './set-order.js';
import type { Value } from './value.js';

/** What finding the place of a member in the order takes. */
export const STEPS_TO_PLACE = 4;

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
  /**
   * The members in the order in which they are gone over, some of which may have been taken away; absent since one was
   * added.
   */
  #ordered: readonly Key[] | undefined;
  /** How many of the first of these have been taken away. */
  #gone = 0;

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
    return true;
  }

  clear(): void {
    this.#members.clear();
    this.#others = 0;
    this.#ordered = undefined;
  }

  /** How many members are gone over before the first one is known. */
  get workToOrder(): number {
    return this.#ordered === undefined ? this.size : 0;
  }

  /** Takes the first member away and answers it; `undefined` when there is none. */
  popFirst(): Value | undefined {
    const keys = this.#keys();
    while (this.#gone < keys.length) {
      const key = keys[this.#gone++];
      const member = key === undefined ? undefined : this.#members.get(key);
      if (member === undefined) continue;
      this.delete(member);
      return member;
    }
    return undefined;
  }

  /** The members, for looking at them at once: in no order, and nothing is noticed that changes meanwhile. */
  held(): Iterable<Value> {
    return this.#members.values();
  }

  /** Raises `RuntimeError` at the next step when the size has changed since the iterator was made. */
  values(): Generator<Value, void> {
    return this.#values(this.size);
  }

  *#values(size: number): Generator<Value, void> {
    this.#expect(size);
    // What was taken away and added again is not met twice.
    const keys = this.#keys();
    for (let at = this.#gone; at < keys.length; at++) {
      const key = keys[at];
      const member = key === undefined ? undefined : this.#members.get(key);
      if (member === undefined) continue;
      yield member;
      this.#expect(size);
    }
  }

  #expect(size: number): void {
    if (this.#members.size !== size) raise('RuntimeError', 'Set changed size during iteration');
  }

  #keys(): readonly Key[] {
    if (this.#ordered !== undefined) return this.#ordered;
    const keys = [...this.#members.keys()];
    this.#ordered = this.#others > 0 ? keys : orderOfIntegers(keys.filter((key) => typeof key === 'number'));
    this.#gone = 0;
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
