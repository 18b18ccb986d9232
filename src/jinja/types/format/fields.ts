import { attributeOf } from '../../values/attributes.js';
import type { Call, Host } from '../../values/host.js';
import { escapeText } from '../../values/markup.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { reprOf, strOf } from '../../values/text.js';
import { Markup, type Value } from '../../values/value.js';
import { foundOr } from '../given.js';
import { missingAttribute } from '../missing-attribute.js';
import { asciiOf } from '../text/ascii.js';
import { numberIn, piecesOf, splitName, stepsOf, type Field } from './template.js';
import { formatted, formatValue } from './value.js';

/** `text.format(…)`. */
export function formatFields(text: string, { positional, named }: Call, host: Host): Value {
  const lookUp = (name: string): Value => foundOr(named.get(name), () => raise('KeyError', reprOf(name, host)));
  return new Formatting({ positional, lookUp, host }).whole(text);
}

/** `text.format_map(mapping)`. */
export function formatWithMapping(text: string, mapping: Value, host: Host): Value {
  const lookUp = (name: string): Value => itemOf(mapping, name, host);
  return new Formatting({ positional: undefined, lookUp, host }).whole(text);
}

/** `Markup.format(…)`: what is put in is escaped. Numbering and some messages are those of Python's `string.Formatter`. */
export function formatMarkup(text: string, { positional, named }: Call, host: Host): Markup {
  const lookUp = (name: string): Value => foundOr(named.get(name), () => raise('KeyError', reprOf(name, host)));
  return new Markup(new EscapingFormatting({ positional, lookUp, host }).expand(text, DEPTH));
}

export function formatMarkupWithMapping(text: string, mapping: Value, host: Host): Markup {
  const lookUp = (name: string): Value => itemOf(mapping, name, host);
  return new Markup(new EscapingFormatting({ positional: [], lookUp, host }).expand(text, DEPTH));
}

/** Fields may stand in the specifier of a field, and not deeper. */
const DEPTH = 2;

interface Sources {
  /** Absent when fields must have names. */
  readonly positional: readonly Value[] | undefined;
  readonly lookUp: (name: string) => Value;
  readonly host: Host;
}

class Formatting {
  protected readonly sources: Sources;
  /** How fields are numbered, once one of them is. */
  #numbering: 'automatic' | 'manual' | undefined;
  #next = 0;
  /** What the field that was written last is. */
  #last: Value = null;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** The text; but what the last field is made of where that is all, and C code hands it on: it may be markup. */
  whole(format: string): Value {
    const text = this.expand(format, DEPTH);
    return this.#last instanceof Markup && this.#last.text === text && format.endsWith('}') ? this.#last : text;
  }

  expand(format: string, depth: number): string {
    if (depth <= 0) raise('ValueError', 'Max string recursion exceeded');
    const { host } = this.sources;
    let result = '';
    let reserved = 4096;
    for (const { literal, field } of piecesOf(format)) {
      host.spend(1);
      result += literal;
      if (field !== undefined) result += this.write(field, depth);
      while (result.length > reserved) host.reserve((reserved *= 2));
    }
    return result;
  }

  protected write(field: Field, depth: number): string {
    const { host } = this.sources;
    const { name, conversion } = field;
    const value = this.convert(this.valueOf(name), conversion);
    const spec = field.spec.includes('{') ? this.expand(field.spec, depth - 1) : field.spec;
    return this.format(value, spec, host);
  }

  protected format(value: Value, spec: string, host: Host): string {
    this.#last = formatted(value, spec, host);
    return this.#last instanceof Markup ? this.#last.text : strOf(this.#last, host);
  }

  protected convert(value: Value, conversion: string): Value {
    const { host } = this.sources;
    switch (conversion) {
      case '':
        return value;
      case 'r':
        return reprOf(value, host);
      case 's':
        return strOf(value, host);
      case 'a':
        return asciiOf(reprOf(value, host));
      default:
        return raise('ValueError', `Unknown conversion specifier ${this.showConversion(conversion)}`);
    }
  }

  protected showConversion(conversion: string): string {
    const code = conversion.codePointAt(0) ?? 0;
    return code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
  }

  protected valueOf(name: string): Value {
    const { first, rest } = splitName(name);
    let value = this.begin(first, name);
    if (rest === '') return value;
    const { host } = this.sources;
    for (const step of stepsOf(rest)) {
      host.spend(1);
      if (step.kind === 'item') value = itemOf(value, numberIn(step.name) ?? step.name, host);
      else value = this.#attribute(value, step.name);
    }
    return value;
  }

  /** The value that the first word of a name stands for. */
  protected begin(first: string, _name: string): Value {
    const index = numberIn(first);
    if (first !== '' && index === undefined) return this.sources.lookUp(first);
    this.#checkNumbering(first === '' ? 'automatic' : 'manual');
    const { positional } = this.sources;
    if (positional === undefined) return raise('ValueError', 'Format string contains positional fields');
    const at = index ?? this.#next++;
    const missing = `Replacement index ${at} out of range for positional args tuple`;
    return foundOr(positional[at], () => raise('IndexError', missing));
  }

  #attribute(value: Value, name: string): Value {
    return foundOr(attributeOf(value, name, this.sources.host), () => missingAttribute(value, name));
  }

  #checkNumbering(kind: 'automatic' | 'manual'): void {
    this.#numbering ??= kind;
    if (this.#numbering === kind) return;
    const [automatic, manual] = ['automatic field numbering', 'manual field specification'];
    const [from, to] = kind === 'manual' ? [automatic, manual] : [manual, automatic];
    raise('ValueError', `cannot switch from ${from} to ${to}`);
  }
}

class EscapingFormatting extends Formatting {
  /** The number of the next field without a name; absent once a number was written. */
  #at: number | undefined = 0;

  protected override begin(first: string, name: string): Value {
    const index = numberIn(this.#numbered(name) ?? first);
    if (index === undefined) return this.sources.lookUp(first);
    return foundOr(this.sources.positional?.[index], () => raise('IndexError', 'tuple index out of range'));
  }

  #numbered(name: string): string | undefined {
    const isNumber = /^\d+$/.test(name);
    if (name !== '' && !isNumber) return undefined;
    if (name === '' ? this.#at === undefined : this.#at !== undefined && this.#at > 0) {
      raise('ValueError', 'cannot switch from manual field specification to automatic field numbering');
    }
    if (isNumber) {
      this.#at = undefined;
      return name;
    }
    const at = this.#at ?? 0;
    this.#at = at + 1;
    return String(at);
  }

  protected override format(value: Value, spec: string, host: Host): string {
    if (!(value instanceof Markup)) return escapeText(formatValue(value, spec, host));
    return spec === '' ? value.text : raise('ValueError', 'Unsupported format specification for Markup.');
  }

  protected override showConversion(conversion: string): string {
    return conversion;
  }
}
