import { raise } from '../../values/raised.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<number, number> = new Map(ALPHABET.split('').map((letter, at) => [letter.charCodeAt(0), at]));
const PAD = 0x3d;

/** `binascii.a2b_base64`: what is not of the alphabet is skipped, unless `strict`. */
export function fromBase64(bytes: Uint8Array, strict: boolean): Uint8Array {
  if (strict && bytes[0] === PAD) raise('Error', 'Leading padding not allowed');
  const result: number[] = [];
  const state: State = { inQuad: 0, left: 0, pads: 0, padded: false };
  for (const [at, byte] of bytes.entries()) {
    if (byte === PAD) {
      state.padded = true;
      if (state.inQuad < 2) continue;
      state.pads++;
      if (state.inQuad + state.pads < 4) continue;
      if (strict && at + 1 < bytes.length) raise('Error', 'Excess data after padding');
      return Uint8Array.from(result);
    }
    takeDigit(byte, { result, state, strict });
  }
  if (state.inQuad === 1) tooShort(result.length);
  if (state.inQuad !== 0) raise('Error', 'Incorrect padding');
  return Uint8Array.from(result);
}

interface State {
  inQuad: number;
  left: number;
  pads: number;
  padded: boolean;
}

interface Taking {
  readonly result: number[];
  readonly state: State;
  readonly strict: boolean;
}

function takeDigit(byte: number, { result, state, strict }: Taking): void {
  const value = VALUES.get(byte);
  if (value === undefined) return strict ? raise('Error', 'Only base64 data is allowed') : undefined;
  if (strict && state.padded) raise('Error', 'Discontinuous padding not allowed');
  state.pads = 0;
  if (state.inQuad > 0) result.push((((state.left << 6) | value) >> (6 - 2 * state.inQuad)) & 0xff);
  state.left = value;
  state.inQuad = (state.inQuad + 1) % 4;
}

function tooShort(length: number): never {
  const count = Math.floor(length / 3) * 4 + 1;
  return raise(
    'Error',
    `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`,
  );
}
