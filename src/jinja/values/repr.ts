import { printFloat, printString } from '../../engine/literal/index.js';
import { Container, type Printer } from './container.js';
import { HostObject } from './host-object.js';
import { PrintedObject } from './printed-object.js';
import type { Host } from './host.js';
import { bitsWithin, chargeDecimal } from './magnitude.js';
import { BoundMethod, UnboundMethod } from './bound-method.js';
import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import {
  Bytes,
  Callable,
  Float,
  type Instance,
  Iterator,
  Markup,
  Module,
  Range,
  Tuple,
  Type,
  type Value,
} from './value.js';

/**
 * What Python's `repr` shows. What Python shows with an address is shown without: `<generator object>`,
 * `<built-in method upper of str object>`, `<function f>`; a module is `<module 'json'>`.
 */
export function reprOf(value: Value, host: Host): string {
  if (typeof value === 'string') {
    host.reserve(value.length);
    return printString(value);
  }
  if (typeof value === 'number') return String(value);
  const writer = new Writer(host);
  writer.value(value);
  return writer.finish();
}

/** The decimal digits of an `int`; Python refuses very long ones. */
export function digitsOf(value: number | bigint, host: Host): string {
  if (typeof value === 'number') return String(value);
  if (value >= BEYOND || value <= -BEYOND) return tooManyDigits();
  chargeDecimal(bitsWithin(value), host);
  return String(value);
}

const MOST_DIGITS = 4300;
const BEYOND = 10n ** BigInt(MOST_DIGITS);

function tooManyDigits(): never {
  return raise(
    'ValueError',
    `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** As deep as values can stand in each other; Python's own limit depends on what else runs. */
const DEEPEST = 500;

/** What is asked for at first. */
const LEAST = 64;

class Writer implements Printer {
  readonly #host: Host;
  readonly #open: Value[] = [];
  readonly #pieces: string[] = [];
  #size = 0;
  #reserved = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  finish(): string {
    return this.#pieces.join('');
  }

  /** Space is asked for in doubling portions, so that shared members cannot add up to more than is allowed. */
  text(piece: string): void {
    this.#size += piece.length;
    if (this.#size > this.#reserved) {
      const more = Math.max(LEAST, this.#size * 2);
      this.#host.reserve(more, this.#reserved);
      this.#reserved = more;
    }
    this.#pieces.push(piece);
  }

  value(value: Value): void {
    if (typeof value === 'string') this.text(printString(value));
    else if (typeof value === 'number') this.text(String(value));
    else if (value === null) this.text('None');
    else if (typeof value === 'boolean') this.text(value ? 'True' : 'False');
    else if (typeof value === 'bigint') this.text(digitsOf(value, this.#host));
    else this.#object(value);
  }

  #object(value: Value[] | Instance): void {
    this.#host.spend(1);
    if (Array.isArray(value)) this.#items(value, value, LIST);
    else if (value instanceof Tuple && value.fields !== undefined) this.#named(value, value.fields);
    else if (value instanceof Tuple) this.#items(value, value.items, value.items.length === 1 ? SINGLE_TUPLE : TUPLE);
    else if (value instanceof Container) this.#container(value);
    else if (value instanceof PrintedObject) value.print(this);
    else this.text(describe(value, this.#host));
  }

  #items(value: Value, items: readonly Value[], { open, close, inItself }: Brackets): void {
    if (!this.#enter(value)) return this.text(inItself);
    this.#host.spend(items.length);
    this.text(open);
    for (let at = 0; at < items.length; at++) {
      if (at > 0) this.text(', ');
      this.value(items[at] ?? null);
    }
    this.text(close);
    this.#open.pop();
  }

  /** Named items hold no lists, so that none stands within itself. */
  #named({ typeName, items }: Tuple, fields: readonly string[]): void {
    this.text(`${typeName}(`);
    for (const [at, item] of items.entries()) {
      this.text(`${at > 0 ? ', ' : ''}${fields[at] ?? ''}=`);
      this.value(item);
    }
    this.text(')');
  }

  #container(value: Container): void {
    if (!this.#enter(value)) return this.text(value.inItself);
    value.print(this);
    this.#open.pop();
  }

  /** False for one that is being written around here. */
  #enter(value: Value): boolean {
    if (this.#open.includes(value)) return false;
    if (this.#open.length >= DEEPEST) {
      raise('RecursionError', 'maximum recursion depth exceeded while getting the repr of an object');
    }
    this.#open.push(value);
    return true;
  }
}

interface Brackets {
  readonly open: string;
  readonly close: string;
  readonly inItself: string;
}

const LIST: Brackets = { open: '[', close: ']', inItself: '[...]' };
const TUPLE: Brackets = { open: '(', close: ')', inItself: '(...)' };
const SINGLE_TUPLE: Brackets = { ...TUPLE, close: ',)' };

/** What has no members to show. */
function describe(value: Instance, host: Host): string {
  if (value instanceof Float) return printFloat(value.value);
  if (value instanceof Markup) return `Markup(${printString(value.text)})`;
  if (value instanceof HostObject) return value.repr?.(host) ?? `<${value.moduleName}.${value.typeName} object>`;
  if (value instanceof Range) return printRange(value);
  if (value instanceof Bytes) return printBytes(value.bytes);
  if (value instanceof Type) return describeClass(value);
  if (value instanceof Iterator && value.repr !== undefined) return value.repr(host);
  if (value instanceof Callable) return describeCallable(value);
  if (value instanceof Module && value.typeName === 'module') return `<module '${value.name}'>`;
  return `<${value.typeName} object>`;
}

function describeClass({ name, moduleName }: Type): string {
  return `<class '${moduleName === 'builtins' ? '' : `${moduleName}.`}${name}'>`;
}

function describeCallable(value: Callable): string {
  const { name, typeName } = value;
  if (value instanceof BoundMethod) return `<built-in method ${name} of ${typeNameOf(value.self)} object>`;
  if (value instanceof UnboundMethod) return `<method '${name}' of '${value.owner}' objects>`;
  if (typeName === 'builtin_function_or_method') return `<built-in function ${name}>`;
  if (typeName === 'function') return `<function ${name}>`;
  return typeName === 'method' ? `<bound method ${name}>` : `<${typeName} '${name}'>`;
}

function printRange({ start, stop, step }: Range): string {
  return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
}

/** As Python shows `bytes`: single quotes, unless a single quote and no double quote is among them. */
export function printBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(SINGLE) && !bytes.includes(DOUBLE) ? '"' : "'";
  let text = `b${quote}`;
  for (const byte of bytes) text += printByte(byte, quote);
  return text + quote;
}

const SINGLE = 0x27;
const DOUBLE = 0x22;
const NAMED: ReadonlyMap<number, string> = new Map([
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
]);

function printByte(byte: number, quote: string): string {
  if (byte === SINGLE) return quote === "'" ? "\\'" : "'";
  const named = NAMED.get(byte);
  if (named !== undefined) return named;
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
