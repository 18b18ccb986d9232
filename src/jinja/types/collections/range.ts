import type { Member, Property } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import { integerIn } from '../../values/int.js';
import { numericIn } from '../../values/number.js';
import { raise } from '../../values/raised.js';
import { lengthOfRange, rangeHolds } from '../../values/range.js';
import { itemOf } from '../../values/subscript.js';
import { reprOf } from '../../values/text.js';
import { Float, Range, type Value } from '../../values/value.js';
import { methodsOf, one, operator, type Definition } from '../arguments.js';

/** Whether a number that may be a float is in the range. */
function holds(range: Range, value: Value): boolean {
  const number = numericIn(value);
  if (number instanceof Float) return Number.isInteger(number.value) && rangeHolds(range, number.value);
  return typeof number === 'number' && rangeHolds(range, number);
}

const definitions: Readonly<Record<string, Definition<Range>>> = {
  count: one((range, value) => (holds(range, value) ? 1 : 0)),
  index: one((range, value, host) => {
    if (holds(range, value)) return (Number(numberOf(value)) - range.start) / range.step;
    const isInteger = integerIn(value) !== undefined;
    return raise(
      'ValueError',
      isInteger ? `${reprOf(value, host)} is not in range` : 'sequence.index(x): x not in sequence',
    );
  }),
  __contains__: operator(1, (range, [value = null], host) => contains(range, value, host)),
  __getitem__: operator(1, (range, [key = null], host) => itemOf(range, key, host)),
  __len__: operator(0, (range) => lengthOfRange(range)),
};

function numberOf(value: Value): number | bigint {
  return value instanceof Float ? value.value : (integerIn(value) ?? 0);
}

const EMPTY = new Range(0, 0, 1);

function rangeIn(value: Value): Range {
  return value instanceof Range ? value : EMPTY;
}

export const rangeMethods: ReadonlyMap<string, Member> = methodsOf('range', rangeIn, definitions);

export const rangeProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ['start', (value) => rangeIn(value).start],
  ['step', (value) => rangeIn(value).step],
  ['stop', (value) => rangeIn(value).stop],
]);
