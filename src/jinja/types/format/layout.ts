import { lengthOfText } from '../../values/code-points.js';
import type { Host } from '../../values/host.js';
import type { Align, Spec } from './spec.js';

/** A number in the pieces that grouping and filling tell apart. */
export interface Written {
  readonly sign: string;
  readonly prefix: string;
  /** The digits before the point. */
  readonly digits: string;
  /** Point, fraction, exponent, percent sign; or all of what has no digits. */
  readonly rest: string;
  /** How many digits stand between two separators. */
  readonly group: number;
}

/** The text in `width` code points; `=` does what `>` does. */
export function padText(text: string, { fill, width }: Pick<Spec, 'fill' | 'width'>, to: Placing): string {
  const missing = width - lengthOfText(text);
  if (missing <= 0) return text;
  to.host.reserve(width * fill.length);
  if (to.align === '<') return text + fill.repeat(missing);
  if (to.align === '^') return fill.repeat(missing >> 1) + text + fill.repeat(missing - (missing >> 1));
  return fill.repeat(missing) + text;
}

export interface Placing {
  readonly align: Align;
  readonly host: Host;
}

export function layOut(written: Written, spec: Spec, host: Host): string {
  const { prefix, rest } = written;
  const align = spec.align ?? '>';
  const sign = written.sign === '-' ? '-' : spec.sign.replace('-', '');
  const beside = sign.length + prefix.length + lengthOfText(rest);
  const least = spec.fill === '0' && align === '=' ? spec.width - beside : 0;
  if (least > 0) host.reserve(spec.width);
  const digits = written.digits === '' ? '' : groupDigits(written, spec.grouping, least);
  const before = sign + prefix;
  if (align !== '=') return padText(before + digits + rest, spec, { align, host });
  return before + padText(digits + rest, { fill: spec.fill, width: spec.width - before.length }, { align, host });
}

/** Separators between groups, and zeros in front up to a length; a group is never left empty for a separator. */
function groupDigits({ digits, group }: Written, separator: string, least: number): string {
  if (separator === '') return digits.padStart(least, '0');
  const fitting = least - Math.floor(least / (group + 1));
  const count = fitting + Math.floor((fitting - 1) / group) < least ? fitting + 1 : fitting;
  const padded = digits.padStart(count, '0');
  const first = padded.length % group;
  const groups = first === 0 ? [] : [padded.slice(0, first)];
  for (let at = first; at < padded.length; at += group) groups.push(padded.slice(at, at + group));
  return groups.join(separator);
}
