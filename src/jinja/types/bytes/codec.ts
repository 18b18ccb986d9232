import { raise } from '../../values/raised.js';

/** What is done about a character that an encoding does not have, or bytes that are none of it. */
export type OnError = (problem: Problem) => string;

export interface Problem {
  /** The name of the encoding, as messages have it. */
  readonly codec: string;
  /** The characters or, one for each, the bytes. */
  readonly text: readonly string[];
  /** The first that is wrong, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** An encoding by any of its names; raises `LookupError` for one that is not known. */
export function codecOf(name: string): Codec {
  const plain = name.toLowerCase().replaceAll(/[-_ ]+/g, '-');
  return CODECS.get(plain) ?? raise('LookupError', `unknown encoding: ${name}`);
}

export interface Codec {
  readonly name: string;
  encode(text: string, onError: OnError): Uint8Array;
  decode(bytes: Uint8Array, onError: OnError): string;
}

/** One byte for each of the first characters of Unicode. */
function narrow(name: string, limit: number): Codec {
  const reason = `ordinal not in range(${limit})`;
  const isWithin = (character: string): boolean => (character.codePointAt(0) ?? 0) < limit;
  return {
    name,
    encode(text, onError) {
      const characters = [...text];
      const replaced = replaceRuns(characters, isWithin, (start, end) =>
        onError({ codec: name, text: characters, start, end, reason }),
      );
      return Uint8Array.from(replaced, (character) => character.charCodeAt(0));
    },
    decode(bytes, onError) {
      const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
      const decoded = characters.map((character, at) =>
        isWithin(character) ? character : onError({ codec: name, text: characters, start: at, end: at + 1, reason }),
      );
      return decoded.join('');
    },
  };
}

/** What a handler puts in the place of characters is itself taken as it is. */
function replaceRuns(
  characters: readonly string[],
  isFine: (character: string) => boolean,
  replace: (start: number, end: number) => string,
): string {
  let result = '';
  let at = 0;
  while (at < characters.length) {
    const character = characters[at] ?? '';
    if (isFine(character)) {
      result += character;
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < characters.length && !isFine(characters[end] ?? '')) end += 1;
    result += replace(at, end);
    at = end;
  }
  return result;
}

const ENCODER = new TextEncoder();
const SURROGATE = /\p{Surrogate}/u;

const UTF_8: Codec = {
  name: 'utf-8',
  encode(text, onError) {
    if (!SURROGATE.test(text)) return ENCODER.encode(text);
    const characters = [...text];
    const isFine = (character: string): boolean => !SURROGATE.test(character);
    const reason = 'surrogates not allowed';
    const problem = { codec: 'utf-8', text: characters, reason };
    return ENCODER.encode(replaceRuns(characters, isFine, (start, end) => onError({ ...problem, start, end })));
  },
  decode(bytes, onError) {
    try {
      return STRICT.decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return decodeCarefully(bytes, onError);
    }
  },
};

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeCarefully(bytes: Uint8Array, onError: OnError): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte));
  let result = '';
  let at = 0;
  while (at < bytes.length) {
    const { length, reason } = sequenceAt(bytes, at);
    const end = Math.min(at + length, bytes.length);
    result +=
      reason === undefined
        ? STRICT.decode(bytes.subarray(at, end))
        : onError({ codec: 'utf-8', text, start: at, end, reason });
    at = end;
  }
  return result;
}

interface Sequence {
  /** How many bytes belong together, rightly or not. */
  readonly length: number;
  readonly reason: string | undefined;
}

/** What stands at an offset: a character, or the longest beginning of one, with what is wrong. */
function sequenceAt(bytes: Uint8Array, at: number): Sequence {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { length: 1, reason: undefined };
  const needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return { length: 1, reason: 'invalid start byte' };
  for (let more = 1; more < needed; more++) {
    const byte = bytes[at + more];
    if (byte === undefined) return { length: more, reason: 'unexpected end of data' };
    const [least, most] = more === 1 ? secondByte(first) : CONTINUING;
    if (byte < least || byte > most) return { length: more, reason: 'invalid continuation byte' };
  }
  return { length: needed, reason: undefined };
}

const CONTINUING = [0x80, 0xbf] as const;

/** Which bytes may follow the first, so that neither surrogates nor longer forms than needed are read. */
function secondByte(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : CONTINUING;
}

/** With the mark in front, which decoding takes away. */
const UTF_8_SIG: Codec = {
  name: 'utf-8',
  encode: (text, onError) => UTF_8.encode(`\ufeff${text}`, onError),
  decode: (bytes, onError) => UTF_8.decode(bytes, onError).replace(/^\ufeff/, ''),
};

const ASCII = narrow('ascii', 128);
const LATIN_1 = narrow('latin-1', 256);

const CODECS: ReadonlyMap<string, Codec> = new Map([
  ...['utf-8', 'utf8', 'u8', 'utf', 'cp65001', 'utf8-ucs2', 'utf8-ucs4'].map((name) => [name, UTF_8] as const),
  ...['utf-8-sig', 'utf8-sig'].map((name) => [name, UTF_8_SIG] as const),
  ...['ascii', 'us-ascii', '646', 'us', 'ansi-x3.4-1968', 'iso646-us'].map((name) => [name, ASCII] as const),
  ...['latin-1', 'latin1', 'latin', 'l1', 'iso-8859-1', 'iso8859-1', '8859', 'cp819', 'iso-ir-100'].map(
    (name) => [name, LATIN_1] as const,
  ),
]);
