import { isPrintable } from './printable.js';
import { isList, type DictEntry, type TypedDict, type TypedSet, type TypedTuple, type TypedValue } from './value.js';

/**
 * What Python 3.11 shows as the `repr` of the value: one line, the same on every machine. Set members stand in the order
 * of the set. The floats that have no literal are `nan`, `inf` and `-inf`; `parseLiteral` refuses them.
 */
export function printLiteral(value: TypedValue): string {
  const pieces: string[] = [];
  write(value, pieces);
  return pieces.join('');
}

function write(value: TypedValue, pieces: string[]): void {
  if (value === null) pieces.push('None');
  else if (isList(value)) writeItems(value, { open: '[', close: ']', pieces });
  else if (typeof value === 'object') writeCollection(value, pieces);
  else pieces.push(printScalar(value));
}

function printScalar(value: string | bigint | number | boolean): string {
  switch (typeof value) {
    case 'string':
      return printString(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return printFloat(value);
    default:
      return value.toString();
  }
}

function writeCollection(value: TypedTuple | TypedSet | TypedDict, pieces: string[]): void {
  switch (value.kind) {
    case 'tuple':
      return writeItems(value.items, { open: '(', close: value.items.length === 1 ? ',)' : ')', pieces });
    case 'set':
      return writeItems(value.items, { ...(value.items.length === 0 ? EMPTY_SET : BRACES), pieces });
    case 'dict':
      return writeEntries(value.entries, pieces);
  }
}

const BRACES = { open: '{', close: '}' };
const EMPTY_SET = { open: 'set(', close: ')' };

interface Frame {
  readonly open: string;
  readonly close: string;
  readonly pieces: string[];
}

function writeItems(items: readonly TypedValue[], { open, close, pieces }: Frame): void {
  pieces.push(open);
  for (const [at, item] of items.entries()) {
    if (at > 0) pieces.push(', ');
    write(item, pieces);
  }
  pieces.push(close);
}

function writeEntries(entries: readonly DictEntry[], pieces: string[]): void {
  pieces.push('{');
  for (const [at, [key, value]] of entries.entries()) {
    if (at > 0) pieces.push(', ');
    write(key, pieces);
    pieces.push(': ');
    write(value, pieces);
  }
  pieces.push('}');
}

/** Python writes a float with an exponent below 0.0001 and from 1e16 on, and gives an exponent two digits at least. */
export function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}inf`;
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return sign + size.toExponential().replace(/(?<=e[-+])(?=\d$)/, '0');
  }
  const digits = String(size);
  return sign + (digits.includes('.') ? digits : `${digits}.0`);
}

/** Single quotes, unless the text holds one and no double quote. */
export function printString(text: string): string {
  if (!SPECIAL.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\']|[^ -~]/gu, (character) => {
    if (character === "'") return quote === "'" ? "\\'" : character;
    return NAMED.get(character) ?? numbered(character);
  });
  return quote + escaped + quote;
}

/** What a string does not simply show. */
const SPECIAL = /[\\']|[^ -~]/;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function numbered(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (isPrintable(codePoint)) return character;
  const digits = codePoint.toString(16);
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
