import { stripEnd } from '../text/strip.js';
import { fixedDigits, leadingDigits, shortestDigits, type Digits } from './decimal.js';

/** How a float is written: `f`, `e` and `g` as in C; `r` is what `repr` writes. */
export interface FloatForm {
  readonly type: 'e' | 'f' | 'g' | 'r';
  /** Digits behind the point for `e` and `f`, digits in all for `g`; not asked for `r`. */
  readonly precision: number;
  /** The point stays, and so do the zeros that `g` takes away. */
  readonly alternate: boolean;
  /** At least one digit stands behind the point where there is no exponent. */
  readonly dotZero: boolean;
}

export function floatForm(type: FloatForm['type'], precision: number, flags: Partial<FloatForm> = {}): FloatForm {
  return { type, precision, alternate: flags.alternate ?? false, dotZero: flags.dotZero ?? false };
}

/** The number without its sign; letters are small. */
export function writeFloat(value: number, form: FloatForm): string {
  if (Number.isNaN(value)) return 'nan';
  const size = Math.abs(value);
  if (size === Infinity) return 'inf';
  switch (form.type) {
    case 'f':
      return fixedDigits(size, form.precision) + (form.alternate && form.precision === 0 ? '.' : '');
    case 'e':
      return withExponent(leadingDigits(size, form.precision + 1), form);
    case 'g':
      return writeGeneral(size, form);
    case 'r':
      return writeShortest(size, form);
  }
}

/** Whether the sign of the value is to be written: that of `-0.0` is, that of `nan` is not. */
export function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function writeGeneral(size: number, form: FloatForm): string {
  const count = Math.max(form.precision, 1);
  const found = leadingDigits(size, count);
  const kept = form.alternate ? found : { ...found, digits: stripEnd(found.digits, '0') };
  const scientific = found.point <= -4 || found.point > count - (form.dotZero ? 1 : 0);
  return scientific ? withExponent(kept, form) : withPoint(kept, form);
}

function writeShortest(size: number, form: FloatForm): string {
  const found = shortestDigits(size);
  return found.point <= -4 || found.point > 16 ? withExponent(found, form) : withPoint(found, form);
}

function withPoint({ digits, point }: Digits, { alternate, dotZero }: FloatForm): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  if (fraction !== '') return `${whole}.${fraction}`;
  if (dotZero) return `${whole}.0`;
  return alternate ? `${whole}.` : whole;
}

function withExponent({ digits, point }: Digits, { alternate }: FloatForm): string {
  const fraction = digits.slice(1);
  const dot = fraction !== '' || alternate ? '.' : '';
  const exponent = point - 1;
  const size = Math.abs(exponent).toString().padStart(2, '0');
  return `${digits.charAt(0) === '' ? '0' : digits.charAt(0)}${dot}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}
