import type { Host } from '../../values/host.js';

/** The digits of a number and where its point stands: the value is `0.digits × 10^point`. */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** No double has more digits behind its point. */
const MOST_PLACES = 1074;
/** What `toFixed` and `toExponential` can be asked for. */
const NATIVE_PLACES = 100;
const NATIVE_SIZE = 1e21;
/** Smaller numbers have so many digits that it takes long to find all of them. */
const LEAST_SHORT = 1e-20;
const STEPS_OF_LONG = 2000;

/** To be called before a number is written or rounded: of some numbers all digits are found for it. */
export function chargeFloat(value: number, places: number, host: Host): void {
  const size = Math.abs(value);
  const isLong = places > NATIVE_PLACES || size >= NATIVE_SIZE || (size !== 0 && size < LEAST_SHORT);
  if (isLong) host.spend(STEPS_OF_LONG);
}

/**
 * `size`, which is finite and not negative, with `places` digits behind the point; its exact value is rounded, half to
 * even. JavaScript's own function rounds a half up and stops at 100 places.
 */
export function fixedDigits(size: number, places: number): string {
  const native = places <= NATIVE_PLACES && size < NATIVE_SIZE;
  if (native && (size * 2 ** (places + 1)) % 2 !== 1) return size.toFixed(places);
  const exact = exactDigits(size);
  const kept = Math.min(places, MOST_PLACES);
  const { digits, point } = roundedTo(exact, exact.point + kept);
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return places === 0 ? whole : `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}

/** `round(size, places)` for places that may be negative; may be infinite. */
export function roundedDouble(size: number, places: number): number {
  if (places >= 0) return Number(fixedDigits(size, places));
  const exact = exactDigits(size);
  const { digits, point } = roundedTo(exact, exact.point + places);
  return digits === '' ? 0 : Number(`0.${digits}e${point}`);
}

/** The `count` (1 or more) first digits of `size`, which is finite and not negative, rounded as above. */
export function leadingDigits(size: number, count: number): Digits {
  if (size === 0) return { digits: '0'.repeat(count), point: 1 };
  if (count <= NATIVE_PLACES) {
    const longer = size.toExponential(count);
    // Only a number that is a half at the last place shows a 5 behind it with nothing after.
    if (!longer.includes('5e')) return digitsOf(size.toExponential(count - 1));
  }
  const rounded = roundedTo(exactDigits(size), count);
  return { digits: rounded.digits.padEnd(count, '0').slice(0, count), point: rounded.point };
}

/** The fewest digits that read back as `size`. */
export function shortestDigits(size: number): Digits {
  return size === 0 ? { digits: '0', point: 1 } : digitsOf(size.toExponential());
}

function digitsOf(exponential: string): Digits {
  const [mantissa = '', exponent = '0'] = exponential.split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** All digits of a double: none is lost, as two divides ten. */
function exactDigits(size: number): Digits {
  if (size === 0) return { digits: '0', point: 1 };
  const { mantissa, exponent } = partsOf(size);
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return { digits, point: digits.length };
  }
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits, point: digits.length + exponent };
}

/** `size` as `mantissa × 2^exponent`, with an odd mantissa. */
export function partsOf(size: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0) & 0x7fff_ffff_ffff_ffffn;
  const biased = Number(bits >> 52n);
  let mantissa = bits & 0xf_ffff_ffff_ffffn;
  if (biased > 0) mantissa |= 0x10_0000_0000_0000n;
  let exponent = Math.max(biased, 1) - 1075;
  while (mantissa !== 0n && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent += 1;
  }
  return { mantissa, exponent };
}

/** The first `count` digits, half to even; a negative count leaves nothing. */
function roundedTo({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: '', point: point - count };
  const kept = digits.slice(0, count);
  if (!roundsUp(digits, count)) return { digits: kept, point };
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString().padStart(count, '0');
  return { digits: raised, point: point + raised.length - count };
}

function roundsUp(digits: string, at: number): boolean {
  const next = digits.charCodeAt(at) - 48;
  if (next !== 5) return next > 5;
  if (/[1-9]/.test(digits.slice(at + 1))) return true;
  return at > 0 && digits.charCodeAt(at - 1) % 2 === 1;
}
