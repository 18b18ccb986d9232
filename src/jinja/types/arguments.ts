import { textIn } from '../values/text-in.js';
import { bindNative, checkCount, refuseNames } from '../calls/native.js';
import { counted, signatureOf } from '../calls/signature.js';
import type { Member } from '../values/attributes.js';
import { lengthOfText } from '../values/code-points.js';
import type { Call, Host } from '../values/host.js';
import { integerIn, integerOf } from '../values/int.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import type { Value } from '../values/value.js';

/**
 * How a function of Python takes its arguments, and with which words it refuses others. The names for messages come from
 * the table that a definition stands in: `str.upper`.
 */
export type Definition<Self> = (names: Names) => (self: Self, call: Call, host: Host) => Value;

export interface Names {
  /** The function alone: `upper`. */
  readonly name: string;
  /** With its type in front, where there is one: `str.upper`. */
  readonly full: string;
}

export type Arguments = readonly Value[];
/** An argument that may be absent. */
export type Given = Value | undefined;

/** Takes nothing. */
export function none<Self>(run: (self: Self, host: Host) => Value): Definition<Self> {
  return ({ full }) =>
    (self, call, host) => {
      if (call.named.size > 0) refuseNames(full);
      const { length } = call.positional;
      if (length > 0) raise('TypeError', `${full}() takes no arguments (${length} given)`);
      return run(self, host);
    };
}

/** Takes exactly one argument, without a name. */
export function one<Self>(run: (self: Self, argument: Value, host: Host) => Value): Definition<Self> {
  return ({ full }) =>
    (self, call, host) => {
      if (call.named.size > 0) refuseNames(full);
      const [argument] = call.positional;
      const { length } = call.positional;
      if (argument !== undefined && length === 1) return run(self, argument, host);
      return raise('TypeError', `${full}() takes exactly one argument (${length} given)`);
    };
}

export type Counted<Self> = (self: Self, given: Arguments, host: Host) => Value;

/** Takes arguments without names; there is none that is left out before another. */
export function positional<Self>(least: number, most: number, run: Counted<Self>): Definition<Self> {
  return ({ name, full }) =>
    (self, call, host) => {
      if (call.named.size > 0) refuseNames(full);
      checkCount(name, call.positional.length, { least, most });
      return run(self, call.positional, host);
    };
}

/** The same with the words of the functions that read their arguments by a format: `find`. */
export function parsed<Self>(least: number, most: number, run: Counted<Self>): Definition<Self> {
  return ({ name, full }) =>
    (self, call, host) => {
      if (call.named.size > 0) refuseNames(full);
      const count = call.positional.length;
      if (count < least || count > most) {
        const bound = count < least ? `at least ${counted(least)}` : `at most ${counted(most)}`;
        raise('TypeError', `${name}() takes ${bound} (${count} given)`);
      }
      return run(self, call.positional, host);
    };
}

/** An operator under its own name: `__setitem__`. */
export function operator<Self>(count: number, run: Counted<Self>): Definition<Self> {
  return ({ name }) =>
    (self, call, host) => {
      if (call.named.size > 0) raise('TypeError', `wrapper ${name}() takes no keyword arguments`);
      const { length } = call.positional;
      // Python forgets the name where there are two.
      if (length !== count) checkCount(count > 1 ? ' expected' : 'expected', length, { least: count, most: count });
      return run(self, call.positional, host);
    };
}

/** What a function that takes names has been given, in the order of its parameters. */
export type Named<Self> = (self: Self, given: readonly Given[], host: Host) => Value;

/** Takes arguments by position or name; see `signatureOf` for how its parameters are written. */
export function named<Self>(parameters: string, run: Named<Self>): Definition<Self> {
  return ({ full }) => {
    const signature = signatureOf(full, parameters);
    return (self, call, host) => run(self, bindNative(signature, call), host);
  };
}

/** The methods of a type: each definition with its names. `narrow` says what the value of that type is here. */
export function methodsOf<Self>(
  typeName: string,
  narrow: (value: Value) => Self,
  definitions: Readonly<Record<string, Definition<Self>>>,
): Map<string, Member> {
  return new Map(
    Object.entries(definitions).map(([name, definition]) => {
      const run = definition({ name, full: `${typeName}.${name}` });
      return [name, (self, call, host) => run(narrow(self), call, host)];
    }),
  );
}

/** The type of an argument in some messages, where `None` goes by its own name. */
export function nameOfArgument(value: Given): string {
  return value === null || value === undefined ? 'None' : typeNameOf(value);
}

const SSIZE = 2n ** 63n;

/** A size or count of Python: an integer that fits in 64 bits. */
export function sizeIn(value: Value): number {
  const integer = integerOf(value);
  if (integer >= SSIZE || integer < -SSIZE) {
    raise('OverflowError', 'Python int too large to convert to C ssize_t');
  }
  return Number(integer);
}

/** An integer that fits in 32 bits. */
export function smallIn(value: Value): number {
  const integer = integerOf(value);
  if (integer > 0x7fff_ffff || integer < -0x8000_0000) {
    raise('OverflowError', 'Python int too large to convert to C int');
  }
  return Number(integer);
}

/** A bound as slices take it, for a length; `absent` when there is none. */
export function boundIn(value: Given, length: number, absent: number): number {
  if (value === undefined || value === null) return absent;
  const integer = integerIn(value);
  if (integer === undefined) {
    raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  const bound = Number(integer);
  return bound < 0 ? Math.max(bound + length, 0) : bound;
}

/** A character to fill with. */
export function fillIn(value: Given): string {
  if (value === undefined) return ' ';
  const text = textIn(value);
  if (text === undefined) {
    return raise('TypeError', `The fill character must be a unicode character, not ${typeNameOf(value)}`);
  }
  return lengthOfText(text) === 1 ? text : raise('TypeError', 'The fill character must be exactly one character long');
}
