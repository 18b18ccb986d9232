import { raise } from '../values/raised.js';

/** What becomes of what UTF-8 does not allow, as Python's `errors` names it. */
export type OnError = 'strict' | 'replace' | 'ignore' | 'surrogatepass';

/** `text.encode('utf-8', errors)`. */
export function encodeUtf8(text: string, errors: OnError = 'strict'): Uint8Array {
  if (!/\p{Cs}/u.test(text)) return Buffer.from(text, 'utf8');
  const pieces: Uint8Array[] = [];
  let position = 0;
  for (const character of text) {
    pieces.push(encodeCharacter(character, { errors, position }));
    position++;
  }
  return Buffer.concat(pieces);
}

interface Place {
  readonly errors: OnError;
  readonly position: number;
}

function encodeCharacter(character: string, { errors, position }: Place): Uint8Array {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0xd800 || code > 0xdfff) return Buffer.from(character, 'utf8');
  if (errors === 'replace') return Buffer.from('?');
  if (errors === 'ignore') return new Uint8Array();
  if (errors === 'surrogatepass')
    return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  return raise(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '\\u${code.toString(16)}' in position ${position}: surrogates not allowed`,
  );
}

/** `bytes.decode('utf-8', errors)`. */
export function decodeUtf8(bytes: Uint8Array, errors: OnError = 'strict'): string {
  const text = LENIENT.decode(bytes);
  if (!text.includes('\ufffd') || errors === 'replace') return text;
  return decodeStrictly(bytes, errors);
}

const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeStrictly(bytes: Uint8Array, errors: OnError): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { length, reason } = sequenceAt(bytes, at);
    if (reason === undefined) text += LENIENT.decode(bytes.subarray(at, at + length));
    else if (errors === 'surrogatepass' && isSurrogate(bytes, at)) {
      text += surrogateAt(bytes, at);
      at += 3;
      continue;
    } else if (errors !== 'ignore') undecodable(bytes, { at, length, reason });
    at += length;
  }
  return text;
}

interface Wrong {
  readonly at: number;
  readonly length: number;
  readonly reason: string;
}

function undecodable(bytes: Uint8Array, { at, length, reason }: Wrong): never {
  const byte = `0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
  const place = length === 1 ? `byte ${byte} in position ${at}` : `bytes in position ${at}-${at + length - 1}`;
  return raise('UnicodeDecodeError', `'utf-8' codec can't decode ${place}: ${reason}`);
}

/** How long the sequence is that begins there, or the part of it that is wrong. */
function sequenceAt(bytes: Uint8Array, at: number): { readonly length: number; readonly reason?: string } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { length: 1 };
  if (first < 0xc2 || first > 0xf4) return { length: 1, reason: 'invalid start byte' };
  const wanted = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let length = 1; length < wanted; length++) {
    const next = bytes[at + length];
    if (next === undefined) return { length, reason: 'unexpected end of data' };
    const [low, high] = length === 1 ? secondBounds(first) : [0x80, 0xbf];
    if (next < low || next > high) return { length, reason: 'invalid continuation byte' };
  }
  return { length: wanted };
}

function secondBounds(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

function isSurrogate(bytes: Uint8Array, at: number): boolean {
  const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
  return first === 0xed && second >= 0xa0 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
}

function surrogateAt(bytes: Uint8Array, at: number): string {
  const [, second = 0, third = 0] = bytes.subarray(at, at + 3);
  return String.fromCharCode(0xd000 | ((second & 63) << 6) | (third & 63));
}
