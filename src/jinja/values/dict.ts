import { Container, type Printer } from './container.js';
import { keyOf, type Key } from './key.js';
import { raise } from './raised.js';
import { Tuple, type Value } from './value.js';

/** A Python `dict`: `1`, `1.0` and `True` are one key, shown as it was first given. In the order of insertion. */
export class Dict extends Container {
  readonly typeName = 'dict';
  readonly inItself = '{...}';
  readonly #values = new Map<Key, Value>();
  /** The keys as they were given, where they are not their own `Key`. */
  #given: Map<Key, Value> | undefined;
  /** All keys in order, for taking the last; absent until that is asked for, and since another was taken away. */
  #order: Key[] | undefined;

  static of(entries: Iterable<readonly [Value, Value]>): Dict {
    const dict = new Dict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  override *names(): Generator<string, void> {
    for (const key of this.#values.keys()) if (typeof key === 'string' && !key.startsWith('\0')) yield key;
  }

  get size(): number {
    return this.#values.size;
  }

  /** Raises `TypeError` for a key that cannot be hashed, as do the other methods that take one. */
  get(key: Value): Value | undefined {
    return this.#values.get(keyOf(key));
  }

  has(key: Value): boolean {
    return this.#values.has(keyOf(key));
  }

  set(key: Value, value: Value): void {
    const own = keyOf(key);
    if (own !== key && !this.#values.has(own)) {
      this.#given ??= new Map();
      this.#given.set(own, key);
    }
    if (this.#order !== undefined && !this.#values.has(own)) this.#order.push(own);
    this.#values.set(own, value);
  }

  /** Whether there was one. */
  delete(key: Value): boolean {
    const own = keyOf(key);
    this.#given?.delete(own);
    this.#order = undefined;
    return this.#values.delete(own);
  }

  clear(): void {
    this.#values.clear();
    this.#given = undefined;
    this.#order = undefined;
  }

  /** A copy that shares the values. */
  copy(): Dict {
    return Dict.of(this.entries());
  }

  /** How many entries are gone over to find the last one. */
  get workToPop(): number {
    return this.#order === undefined ? this.size : 0;
  }

  /** Takes the last entry away and answers it. */
  popLast(): [Value, Value] | undefined {
    this.#order ??= [...this.#values.keys()];
    const own = this.#order.pop();
    if (own === undefined) return undefined;
    const last: [Value, Value] = [this.#given?.get(own) ?? own, this.#values.get(own) ?? null];
    this.#given?.delete(own);
    this.#values.delete(own);
    return last;
  }

  /** The values, for looking at them at once: nothing is noticed that changes meanwhile. */
  held(): Iterable<Value> {
    return this.#values.values();
  }

  /**
   * Like the other iterators: raises `RuntimeError` at the next step when the size has changed since the iterator was
   * made.
   */
  keys(): Generator<Value, void> {
    return this.#keys(this.size);
  }

  values(): Generator<Value, void> {
    return this.#eachValue(this.size);
  }

  entries(): Generator<[Value, Value], void> {
    return this.#entries(this.size);
  }

  *#keys(size: number): Generator<Value, void> {
    this.#expect(size);
    let left = size;
    for (const own of this.#values.keys()) {
      if (left-- === 0) replaced();
      yield this.#given?.get(own) ?? own;
      this.#expect(size);
    }
  }

  *#eachValue(size: number): Generator<Value, void> {
    this.#expect(size);
    let left = size;
    for (const value of this.#values.values()) {
      if (left-- === 0) replaced();
      yield value;
      this.#expect(size);
    }
  }

  *#entries(size: number): Generator<[Value, Value], void> {
    this.#expect(size);
    let left = size;
    for (const [own, value] of this.#values) {
      if (left-- === 0) replaced();
      yield [this.#given?.get(own) ?? own, value];
      this.#expect(size);
    }
  }

  #expect(size: number): void {
    if (this.#values.size !== size) raise('RuntimeError', 'dictionary changed size during iteration');
  }

  print(printer: Printer): void {
    let separator = '{';
    for (const [key, value] of this.entries()) {
      printer.text(separator);
      printer.value(key);
      printer.text(': ');
      printer.value(value);
      separator = ', ';
    }
    printer.text(separator === '{' ? '{}' : '}');
  }

  key(): undefined {
    return undefined;
  }
}

/** A key that was taken away and given again stands behind those that were there, and would be met again. */
function replaced(): never {
  return raise('RuntimeError', 'dictionary keys changed during iteration');
}

/** Which part of a dict a view shows. */
export type ViewKind = 'dict_keys' | 'dict_values' | 'dict_items';

/** What `dict.keys()`, `.values()` and `.items()` answer: a live view, no copy. */
export class DictView extends Container {
  readonly typeName: ViewKind;
  readonly inItself = '...';
  readonly dict: Dict;

  constructor(dict: Dict, kind: ViewKind) {
    super();
    this.typeName = kind;
    this.dict = dict;
  }

  members(): Generator<Value, void> {
    if (this.typeName === 'dict_keys') return this.dict.keys();
    return this.typeName === 'dict_values' ? this.dict.values() : pairsOf(this.dict.entries());
  }

  print(printer: Printer): void {
    printer.text(`${this.typeName}([`);
    let separator = '';
    for (const member of this.members()) {
      printer.text(separator);
      printer.value(member);
      separator = ', ';
    }
    printer.text('])');
  }

  /** Keys and items compare as sets do, and so have no hash. */
  key(): Key | undefined {
    return this.typeName === 'dict_values' ? this : undefined;
  }
}

function* pairsOf(entries: Iterable<[Value, Value]>): Generator<Tuple, void> {
  for (const entry of entries) yield new Tuple(entry);
}
