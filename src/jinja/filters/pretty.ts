import { lengthOfText } from '../values/code-points.js';
import { Dict } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { isLess } from '../values/order.js';
import { raise, Raised } from '../values/raised.js';
import { SetValue } from '../values/set.js';
import { reprOf } from '../values/text.js';
import { typeNameOf } from '../values/type-name.js';
import { Bytes, Tuple, type Value } from '../values/value.js';
import { defineFilter } from './define.js';
import { GroupTuple } from './group-tuple.js';
import { Growth } from './growth.js';
import { WIDTH, wrapBytes, wrapString, type Room } from './pretty-text.js';

export const pprint = defineFilter({ name: 'do_pprint', parameters: [['value']] }, ([value], context) => {
  const printer = new Printer(context);
  printer.print(value, { indent: 0, allowance: 0 });
  return printer.finish();
});

/** As deep as values can stand in each other; Python's own limit depends on what else runs. */
const DEEPEST = 300;

/** Python's `pprint.pformat`, but that a value within itself is named without its address. */
class Printer {
  readonly #host: Host;
  readonly #pieces: string[] = [];
  /** What is being written. */
  readonly #open: Value[] = [];
  readonly #growth: Growth;

  constructor(host: Host) {
    this.#host = host;
    this.#growth = new Growth(host);
  }

  finish(): string {
    return this.#pieces.join('');
  }

  /** On one line when it fits there, else each member on lines of its own. */
  print(value: Value, room: Room): void {
    if (this.#open.includes(value)) return this.#text(recursion(value));
    const line = this.#lineOf(value);
    const write = lengthOfText(line) > WIDTH - room.indent - room.allowance ? this.#writerOf(value, room) : undefined;
    if (write === undefined) return this.#text(line);
    this.#open.push(value);
    write();
    this.#open.pop();
  }

  #text(piece: string): void {
    this.#growth.add(piece.length);
    this.#pieces.push(piece);
  }

  /** How to write a value on several lines; `undefined` for one that can only stand on one. */
  #writerOf(value: Value, room: Room): (() => void) | undefined {
    const isOutermost = this.#open.length === 0;
    if (typeof value === 'string') return () => this.#text(wrapString(value, room, isOutermost));
    if (value instanceof Bytes) return () => this.#text(wrapBytes(value, room, isOutermost));
    if (Array.isArray(value)) return () => this.#items(value, room, ['[', ']']);
    if (isPlainTuple(value)) {
      return () => this.#items(value.items, room, ['(', value.items.length === 1 ? ',)' : ')']);
    }
    if (value instanceof SetValue) return () => this.#set(value, room);
    return value instanceof Dict ? () => this.#dict(value, room) : undefined;
  }

  #items(items: readonly Value[], room: Room, [open, close]: readonly [string, string]): void {
    const indent = room.indent + open.length;
    this.#text(open);
    for (const [at, item] of items.entries()) {
      if (at > 0) this.#text(`,\n${' '.repeat(indent)}`);
      this.print(item, { indent, allowance: at === items.length - 1 ? room.allowance + close.length : 1 });
    }
    this.#text(close);
  }

  #set(set: SetValue, room: Room): void {
    const brackets = set.typeName === 'set' ? (['{', '}'] as const) : (['frozenset({', '})'] as const);
    this.#items(
      inOrder([...set.values()], (member) => member, this.#host),
      room,
      brackets,
    );
  }

  #dict(dict: Dict, { indent, allowance }: Room): void {
    this.#text('{');
    const entries = inOrder([...dict.entries()], ([key]) => key, this.#host);
    for (const [at, [key, value]] of entries.entries()) {
      if (at > 0) this.#text(`,\n${' '.repeat(indent + 1)}`);
      const name = this.#lineOf(key);
      this.#text(`${name}: `);
      const isLast = at === entries.length - 1;
      this.print(value, { indent: indent + lengthOfText(name) + 3, allowance: isLast ? allowance + 1 : 1 });
    }
    this.#text('}');
  }

  /** The `repr`, but that dicts are in the order of their keys. */
  #lineOf(value: Value): string {
    this.#host.spend(1);
    if (!isNested(value)) return reprOf(value, this.#host);
    if (this.#open.includes(value)) return recursion(value);
    if (this.#open.length >= DEEPEST)
      raise('RecursionError', 'maximum recursion depth exceeded while calling a Python object');
    this.#open.push(value);
    const line = this.#nestedLine(value);
    this.#open.pop();
    this.#host.reserve(line.length);
    return line;
  }

  #nestedLine(value: Value[] | Tuple | Dict): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#lineOf(item)).join(', ')}]`;
    if (value instanceof Tuple) {
      const items = value.items.map((item) => this.#lineOf(item)).join(', ');
      return value.items.length === 1 ? `(${items},)` : `(${items})`;
    }
    const entries = inOrder([...value.entries()], ([key]) => key, this.#host);
    return `{${entries.map(([key, inner]) => `${this.#lineOf(key)}: ${this.#lineOf(inner)}`).join(', ')}}`;
  }
}

function isNested(value: Value): value is Value[] | Tuple | Dict {
  return Array.isArray(value) || value instanceof Dict || isPlainTuple(value);
}

function recursion(value: Value): string {
  return `<Recursion on ${typeNameOf(value)}>`;
}

/** What has no order is sorted by the names of the types. */
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => Value, host: Host): readonly Item[] {
  const isBefore = (left: Item, right: Item): boolean => {
    host.spend(1);
    const [one, other] = [keyOf(left), keyOf(right)];
    try {
      return isLess(one, other, host);
    } catch (error) {
      if (error instanceof Raised && error.kind === 'TypeError') return typeNameOf(one) < typeNameOf(other);
      throw error;
    }
  };
  return items.toSorted((left, right) => (isBefore(left, right) ? -1 : Number(isBefore(right, left))));
}

/** Classes of tuples that print themselves in their own way are not taken apart. */
function isPlainTuple(value: Value): value is Tuple {
  return value instanceof Tuple && !(value instanceof GroupTuple) && value.fields === undefined;
}
