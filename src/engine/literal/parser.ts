import { addAll, familyOf, numberOf } from './arithmetic.js';
import { dictOf, setOf } from './collections.js';
import { Cursor, type Outcome, type Series } from './cursor.js';
import { Mistake } from './mistake.js';
import { applySubscript, Slice } from './subscript.js';
import { describe, describeNoKey, isKey, tupleOf, type TypedKey, type TypedValue } from './value.js';

/** A dict's entry; a set's member has no value. */
interface Member {
  readonly key: TypedKey;
  readonly value: TypedValue | undefined;
}

const CONSTANTS: ReadonlyMap<string, TypedValue> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/*
 * What is read is computed at once, by this grammar:
 *
 *     document  = items
 *     items     = [ sum { "," sum } [ "," ] ]
 *     sum       = signed { "+" signed }
 *     signed    = { "+" | "-" } atom { "[" subscript "]" }
 *     atom      = number | string { string } | "True" | "False" | "None" | "set" "(" ")"
 *               | "(" items ")" | "[" items "]" | "{" members "}"
 *     members   = [ member { "," member } [ "," ] ]      all of them `sum`, or all of them `sum ":" sum`
 *     subscript = items | [ sum ] ":" [ sum ] [ ":" [ sum ] ]
 */

export function readDocument(source: string): Outcome<TypedValue> {
  const cursor = new Cursor(source);
  return grouped(cursor.document(() => readSum(cursor)));
}

/** The one value of a pair of brackets without a comma, else a tuple. */
function grouped(series: Outcome<Series<TypedValue>>): Outcome<TypedValue> {
  if (series instanceof Mistake) return series;
  const [first] = series.items;
  return first === undefined || series.comma ? tupleOf(series.items) : first;
}

function readSum(cursor: Cursor): Outcome<TypedValue> {
  const { start } = cursor.token;
  const first = readSigned(cursor);
  if (first instanceof Mistake || !cursor.at('+')) return first;
  const family = familyOf(first);
  if (family === undefined) return cursor.here(`\`+\` cannot stand behind ${describe(first)}`);
  const operands = [first];
  while (cursor.at('+')) {
    const sign = cursor.token;
    cursor.advance();
    const operand = readSigned(cursor);
    if (operand instanceof Mistake) return operand;
    if (familyOf(operand) !== family) {
      return new Mistake(`\`+\` cannot join ${describe(first)} and ${describe(operand)}`, sign.start, sign.end);
    }
    operands.push(operand);
  }
  const sum = cursor.charge(operands, start) ?? addAll(operands, family);
  return sum ?? cursor.since(start, 'the sum is too large for a float');
}

function readSigned(cursor: Cursor): Outcome<TypedValue> {
  const { start } = cursor.token;
  let sign = '';
  let negative = false;
  while (cursor.at('+') || cursor.at('-')) {
    sign = cursor.at('-') ? '-' : '+';
    negative = negative !== cursor.at('-');
    cursor.advance();
  }
  const value = readSubscripted(cursor);
  if (value instanceof Mistake || sign === '') return value;
  const number = numberOf(value);
  if (number === undefined) return cursor.since(start, `\`${sign}\` cannot stand before ${describe(value)}`);
  return negative ? -number : number;
}

function readSubscripted(cursor: Cursor): Outcome<TypedValue> {
  let value = readAtom(cursor);
  while (!(value instanceof Mistake) && cursor.at('[')) value = readSubscript(cursor, value);
  return value;
}

/** The part of `value` that the brackets at hand ask for. */
function readSubscript(cursor: Cursor, value: TypedValue): Outcome<TypedValue> {
  const { start } = cursor.token;
  const series = cursor.bracketed(']', () => readBound(cursor));
  if (series instanceof Mistake) return series;
  const [first] = series.items;
  if (first === undefined) return cursor.since(start, 'the subscript is empty');
  const values = series.items.filter((item): item is TypedValue => !(item instanceof Slice));
  if (series.comma && values.length < series.items.length) {
    return cursor.since(start, 'a slice cannot stand beside a comma');
  }
  const tooMuch = cursor.charge([value], start);
  if (tooMuch !== undefined) return tooMuch;
  const result = applySubscript(value, series.comma ? tupleOf(values) : first);
  return result.ok ? result.value : cursor.since(start, result.message);
}

/** An index or a slice. */
function readBound(cursor: Cursor): Outcome<TypedValue | Slice> {
  const start = cursor.at(':') ? null : readSum(cursor);
  if (start instanceof Mistake || !cursor.take(':')) return start;
  const stop = readOptionalBound(cursor);
  if (stop instanceof Mistake) return stop;
  const step = cursor.take(':') ? readOptionalBound(cursor) : null;
  return step instanceof Mistake ? step : new Slice(start, stop, step);
}

function readOptionalBound(cursor: Cursor): Outcome<TypedValue> {
  return cursor.at(':') || cursor.at(',') || cursor.at(']') ? null : readSum(cursor);
}

function readAtom(cursor: Cursor): Outcome<TypedValue> {
  const { token } = cursor;
  switch (token.kind) {
    case 'number':
      cursor.advance();
      return token.value;
    case 'string':
      return readStrings(cursor);
    case 'name':
      return readName(cursor, token.text);
    case 'mark':
      return readBrackets(cursor, token.text);
    case 'end':
    case 'bad':
      return cursor.noValue();
  }
}

/** Strings one behind the other are one string. */
function readStrings(cursor: Cursor): string {
  const pieces: string[] = [];
  for (let { token } = cursor; token.kind === 'string'; { token } = cursor) {
    pieces.push(token.value);
    cursor.advance();
  }
  return pieces.join('');
}

function readName(cursor: Cursor, name: string): Outcome<TypedValue> {
  if (name === 'set' && cursor.isBefore('(')) return readEmptySet(cursor);
  const constant = CONSTANTS.get(name);
  if (constant === undefined) return cursor.noValue();
  cursor.advance();
  return constant;
}

/** `set()`, for which there is no other literal. */
function readEmptySet(cursor: Cursor): Outcome<TypedValue> {
  const { start } = cursor.token;
  cursor.advance();
  const series = cursor.bracketed(')', () => readSum(cursor));
  if (series instanceof Mistake) return series;
  if (series.items.length === 0) return setOf([]);
  return cursor.since(start, `\`set(…)\` is a call; write \`{…}\`, only \`set()\` can stand behind \`!py!\``);
}

function readBrackets(cursor: Cursor, open: string): Outcome<TypedValue> {
  if (open === '(') return grouped(cursor.bracketed(')', () => readSum(cursor)));
  if (open === '{') return readBraces(cursor);
  if (open !== '[') return cursor.noValue();
  const series = cursor.bracketed(']', () => readSum(cursor));
  return series instanceof Mistake ? series : series.items;
}

/** The first member decides whether it is a dict or a set. */
function readBraces(cursor: Cursor): Outcome<TypedValue> {
  const series = cursor.bracketed<Member>('}', (first) => readMember(cursor, first));
  if (series instanceof Mistake) return series;
  const [first] = series.items;
  if (first !== undefined && first.value === undefined) return setOf(series.items.map(({ key }) => key));
  return dictOf(series.items.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])));
}

function readMember(cursor: Cursor, first: Member | undefined): Outcome<Member> {
  const { start } = cursor.token;
  const key = readSum(cursor);
  if (key instanceof Mistake) return key;
  const inDict = first === undefined ? cursor.at(':') : first.value !== undefined;
  if (!isKey(key))
    return cursor.since(start, `${describeNoKey(key)} cannot be a ${inDict ? 'dict key' : 'set member'}`);
  if (!inDict) return { key, value: undefined };
  if (!cursor.take(':')) return cursor.noFollower('`:`');
  const value = readSum(cursor);
  return value instanceof Mistake ? value : { key, value };
}
