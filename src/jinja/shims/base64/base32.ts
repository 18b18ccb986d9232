import { stripEnd } from '../../types/text/strip.js';
import { raise } from '../../values/raised.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `base64.b32encode`. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 5) {
    const chunk = bytes.subarray(at, at + 5);
    const bits = [...chunk].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const digits = bits.match(/.{1,5}/g) ?? [];
    text += digits
      .map((digit) => ALPHABET.charAt(Number.parseInt(digit.padEnd(5, '0'), 2)))
      .join('')
      .padEnd(8, '=');
  }
  return text;
}

/** `base64.b32decode`. */
export function fromBase32(text: string): Uint8Array {
  if (text.length % 8 !== 0) raise('Error', 'Incorrect padding');
  const plain = stripEnd(text, '=');
  const pads = text.length - plain.length;
  const digits = [...plain].map((letter) => ALPHABET.indexOf(letter));
  if (digits.includes(-1)) raise('Error', 'Non-base32 digit found');
  if (![0, 1, 3, 4, 6].includes(pads)) raise('Error', 'Incorrect padding');
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
