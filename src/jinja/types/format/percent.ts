import type { Host } from '../../values/host.js';
import { HostObject } from '../../values/host-object.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { Bytes, Markup, Range, Tuple, type Value } from '../../values/value.js';
import { Dict } from '../../values/dict.js';
import { convert } from './conversion.js';
import { readDirective, type Source } from './directive.js';
import { BYTES, ESCAPING, PLAIN, type Style } from './style.js';

/** `format % given` on a string; of `Markup`, with all that is put in escaped. */
export function formatPercent(format: string | Markup, given: Value, host: Host): Value {
  if (typeof format === 'string') return interpolate(format, argumentsOf(given), { style: PLAIN, host });
  return new Markup(interpolate(format.text, argumentsOf(given), { style: ESCAPING, host }));
}

/** `format % given` on bytes. */
export function formatBytes(format: Bytes, given: Value, host: Host): Bytes {
  // One character stands for each byte until the end.
  const text = Array.from(format.bytes, (byte) => String.fromCharCode(byte)).join('');
  const done = interpolate(text, argumentsOf(given), { style: BYTES, host });
  return new Bytes(Uint8Array.from(done, (character) => character.charCodeAt(0)));
}

interface Way {
  readonly style: Style;
  readonly host: Host;
}

/** What directives take their values from. */
class Arguments {
  /** What `%(key)s` asks. */
  readonly mapping: Value | undefined;
  #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[], mapping?: Value) {
    this.#items = items;
    this.mapping = mapping;
  }

  /** What has a key is all that there is from then on. */
  choose(value: Value): void {
    this.#items = [value];
    this.#at = 0;
  }

  take(): Value {
    const value = this.#items[this.#at++];
    return value === undefined ? raise('TypeError', 'not enough arguments for format string') : value;
  }

  get isUsedUp(): boolean {
    return this.#at >= this.#items.length;
  }
}

function argumentsOf(given: Value): Arguments {
  if (given instanceof Tuple) return new Arguments(given.items);
  return isMapping(given) ? new Arguments([given], given) : new Arguments([given]);
}

/** Whether Python lets the value be asked for keys here: all that has `value[key]`, but tuples and strings. */
function isMapping(value: Value): boolean {
  if (Array.isArray(value) || value instanceof Dict || value instanceof Bytes || value instanceof Range) return true;
  return value instanceof HostObject && value.item !== undefined;
}

function interpolate(format: string, given: Arguments, way: Way): string {
  const { host } = way;
  let written = '';
  let reserved = 4096;
  let from = 0;
  let source: Source | undefined;
  for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
    written += format.slice(from, at);
    host.spend(1);
    const next = format.charAt(at + 1);
    if (next === '%' || next === 's') {
      written += next === '%' ? next : way.style.str(given.take(), host);
      from = at + 2;
    } else {
      source ??= sourceOf(given, way);
      const directive = readDirective(format, at, source);
      written += convert(given.take(), directive, way);
      from = directive.end;
    }
    while (written.length > reserved) host.reserve((reserved *= 2));
  }
  checkUsed(given, way.style);
  return from === 0 ? format : written + format.slice(from);
}

function checkUsed(given: Arguments, { what }: Style): void {
  if (given.isUsedUp || given.mapping !== undefined) return;
  raise('TypeError', `not all arguments converted during ${what} formatting`);
}

function sourceOf(given: Arguments, { style, host }: Way): Source {
  const { mapping } = given;
  const take = (): Value => {
    const value = given.take();
    return style.takesStar ? value : raise('TypeError', '* wants int');
  };
  if (mapping === undefined) return { take };
  return { choose: (key) => given.choose(itemOf(mapping, style.key(key), host)), take };
}
