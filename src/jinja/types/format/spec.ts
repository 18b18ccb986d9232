import { raise } from '../../values/raised.js';

export type Align = '<' | '>' | '=' | '^';

/** The format mini-language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`. */
export interface Spec {
  readonly fill: string;
  /** Absent when not written. */
  readonly align: Align | undefined;
  readonly sign: '' | '+' | '-' | ' ';
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  /** One character, or nothing. */
  readonly type: string;
}

/** Whose specifier it is: for the messages, and for what it is when nothing is written. */
export interface Owner {
  readonly typeName: string;
  /** Where values of the type go by themselves; a `0` before the width only means `=` for those that go right. */
  readonly defaultAlign: '<' | '>';
  /** What the absence of a type is called in a message. */
  readonly defaultType: string;
}

const ALIGNS: ReadonlySet<string> = new Set(['<', '>', '=', '^']);
const SHAPE = /^([-+ ]?)(z?)(#?)(0?)(\d*)(,?)(_?)(,?)(?:\.(\d*))?/u;

/** Specifiers that were read before, by owner and text: a template that loops asks for the same ones. */
const known = new Map<string, Spec>();
const MOST_KNOWN = 256;

export function parseSpec(text: string, owner: Owner): Spec {
  const key = `${owner.typeName} ${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const spec = readSpec(text, owner);
  if (known.size >= MOST_KNOWN) known.clear();
  if (text.length < 64) known.set(key, spec);
  return spec;
}

function readSpec(text: string, owner: Owner): Spec {
  const { fill, align, rest } = takeAlign(text);
  const found = SHAPE.exec(rest) ?? [''];
  // Groups without text are empty; only the precision may be absent.
  const [whole, sign = '', z, alternate, zero, width = '', comma, underscore, secondComma, precision] = found;
  const type = rest.slice(whole.length);
  const widthValue = numberIn(width);
  if (underscore !== '' && (comma !== '' || secondComma !== '')) {
    raise('ValueError', "Cannot specify both ',' and '_'.");
  }
  // Without an underscore between them the second comma is what stands where a type should.
  const given = secondComma === '' ? type : `,${type}`;
  const precisionValue = precision === undefined ? undefined : precisionIn(precision);
  if ([...given].length > 1) {
    raise('ValueError', `Invalid format specifier '${text}' for object of type '${owner.typeName}'`);
  }
  const grouping = groupingIn(`${comma}${underscore}`);
  checkGrouping(grouping, given === '' ? owner.defaultType : given);
  return {
    fill: fill ?? (zero === '' ? ' ' : '0'),
    align: align ?? (zero !== '' && fill === undefined && owner.defaultAlign === '>' ? '=' : undefined),
    sign: signIn(sign),
    noNegativeZero: z !== '',
    alternate: alternate !== '',
    width: widthValue,
    grouping,
    precision: precisionValue,
    type: given,
  };
}

function takeAlign(text: string): { fill: string | undefined; align: Align | undefined; rest: string } {
  const first = text.codePointAt(0);
  const fill = first === undefined ? '' : String.fromCodePoint(first);
  const second = alignIn(text.charAt(fill.length));
  if (second !== undefined) return { fill, align: second, rest: text.slice(fill.length + 1) };
  const align = alignIn(fill);
  return { fill: undefined, align, rest: align === undefined ? text : text.slice(1) };
}

function alignIn(text: string): Align | undefined {
  // The set holds the alignments and nothing else.
  return ALIGNS.has(text) ? (text as Align) : undefined;
}

function signIn(text: string): Spec['sign'] {
  return text === '+' || text === '-' || text === ' ' ? text : '';
}

function groupingIn(text: string): Spec['grouping'] {
  return text === ',' || text === '_' ? text : '';
}

/** Python counts in 64 bits here. */
const MOST = 2n ** 63n - 1n;

function numberIn(digits: string): number {
  if (digits.length > 18 && BigInt(digits) > MOST) raise('ValueError', 'Too many decimal digits in format string');
  return digits === '' ? 0 : Number(digits);
}

function precisionIn(digits: string): number {
  return digits === '' ? raise('ValueError', 'Format specifier missing precision') : numberIn(digits);
}

const GROUPED_BY_COMMA: ReadonlySet<string> = new Set(['d', 'e', 'f', 'g', 'E', 'G', '%', 'F', '']);
const GROUPED_BY_FOUR: ReadonlySet<string> = new Set(['b', 'o', 'x', 'X']);

function checkGrouping(grouping: Spec['grouping'], type: string): void {
  if (grouping === '' || GROUPED_BY_COMMA.has(type) || (grouping === '_' && GROUPED_BY_FOUR.has(type))) return;
  raise('ValueError', `Cannot specify '${grouping}' with '${shown(type)}'.`);
}

/** A type's letter in a message: what is no ASCII is shown by its number. */
function shown(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

export function unknownCode(spec: Spec, typeName: string): never {
  return raise('ValueError', `Unknown format code '${shown(spec.type)}' for object of type '${typeName}'`);
}
