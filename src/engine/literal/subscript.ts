import { numberOf } from './arithmetic.js';
import { valueUnder } from './collections.js';
import { excerpt } from './mistake.js';
import { printLiteral } from './print.js';
import { describe, describeNoKey, isKey, isList, isString, tupleOf, type TypedDict, type TypedValue } from './value.js';

/** `start:stop:step`; what is not written is `null`, as what is written as `None`. A class: no value is one. */
export class Slice {
  readonly start: TypedValue;
  readonly stop: TypedValue;
  readonly step: TypedValue;

  constructor(start: TypedValue, stop: TypedValue, step: TypedValue) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export type Subscripted = { readonly ok: true; readonly value: TypedValue } | Refused;

interface Refused {
  readonly ok: false;
  readonly message: string;
}

/** `value[subscript]` as Python has it; strings are sequences of code points. */
export function applySubscript(value: TypedValue, subscript: TypedValue | Slice): Subscripted {
  const sequence = sequenceOf(value);
  if (sequence !== undefined) {
    return subscript instanceof Slice ? sliceOf(sequence, subscript) : itemOf(sequence, subscript);
  }
  if (!isDict(value)) return refuse(`${describe(value)} has no subscripts`);
  return subscript instanceof Slice ? refuse('a slice cannot be a dict key') : entryOf(value, subscript);
}

interface Sequence {
  readonly name: 'string' | 'list' | 'tuple';
  readonly items: readonly TypedValue[];
  /** A sequence of the same kind. */
  readonly make: (items: readonly TypedValue[]) => TypedValue;
}

function sequenceOf(value: TypedValue): Sequence | undefined {
  if (typeof value === 'string') return { name: 'string', items: [...value], make: joinStrings };
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value)) return { name: 'list', items: value, make: (items) => items };
  return value.kind === 'tuple' ? { name: 'tuple', items: value.items, make: tupleOf } : undefined;
}

function joinStrings(characters: readonly TypedValue[]): string {
  return characters.filter(isString).join('');
}

function isDict(value: TypedValue): value is TypedDict {
  return typeof value === 'object' && value !== null && !isList(value) && value.kind === 'dict';
}

function entryOf(dict: TypedDict, key: TypedValue): Subscripted {
  if (!isKey(key)) return refuse(`${describeNoKey(key)} cannot be a dict key`);
  const value = valueUnder(dict, key);
  return value === undefined ? refuse(`the dict has no key \`${excerpt(printLiteral(key))}\``) : { ok: true, value };
}

function itemOf({ name, items }: Sequence, index: TypedValue): Subscripted {
  const wanted = integerOf(index);
  if (wanted === undefined) return refuse(`the index of a ${name} must be an integer, not ${describe(index)}`);
  const item = items.at(wanted);
  if (item !== undefined) return { ok: true, value: item };
  const written = excerpt(printLiteral(index));
  return refuse(`the index ${written} is out of range: the length of the ${name} is ${items.length}`);
}

function sliceOf({ items, make }: Sequence, { start, stop, step }: Slice): Subscripted {
  for (const bound of [start, stop, step]) {
    if (bound !== null && integerOf(bound) === undefined) {
      return refuse(`a bound of a slice must be an integer, not ${describe(bound)}`);
    }
  }
  const stride = integerOf(step) ?? 1;
  if (stride === 0) return refuse('the step of a slice cannot be 0');
  return { ok: true, value: make(pick(items, { start: integerOf(start), stop: integerOf(stop), stride })) };
}

interface Stride {
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly stride: number;
}

/** Negative bounds count from the end; bounds outside the items stop at their edge. */
function pick(items: readonly TypedValue[], { start, stop, stride }: Stride): readonly TypedValue[] {
  const forward = stride > 0;
  const [first, last] = forward ? [0, items.length] : [-1, items.length - 1];
  const within = (bound: number): number => (bound < 0 ? Math.max(bound + items.length, first) : Math.min(bound, last));
  const from = start === undefined ? (forward ? first : last) : within(start);
  const to = stop === undefined ? (forward ? last : first) : within(stop);
  const picked: TypedValue[] = [];
  for (let at = from; forward ? at < to : at > to; at += stride) {
    const item = items[at];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

/** What can be an index: an integer or a boolean. As far from zero as a `number` is exact, which no index reaches. */
function integerOf(value: TypedValue): number | undefined {
  const number = numberOf(value);
  if (typeof number !== 'bigint') return undefined;
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(number)));
}

function refuse(message: string): Refused {
  return { ok: false, message };
}
