import { isUtf8 } from 'node:buffer';

/** How bytes stand for characters. Both directions answer `undefined`, or what is wrong, instead of guessing. */
export interface Encoding {
  /** As Python calls it. */
  readonly name: string;
  decode(bytes: Uint8Array): string | undefined;
  /** The bytes, or the first character that has none. */
  encode(text: string): Uint8Array | string;
}

const UTF8: Encoding = {
  name: 'utf-8',
  decode(bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return isUtf8(buffer) ? buffer.toString('utf8') : undefined;
  },
  encode: (text) => /\p{Surrogate}/u.exec(text)?.[0] ?? Buffer.from(text),
};

/** Names as `nameOf` leaves them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['utf8', 'utf-8'],
  ['u8', 'utf-8'],
  ['utf', 'utf-8'],
  ['us-ascii', 'ascii'],
  ['646', 'ascii'],
  ['latin1', 'latin-1'],
  ['latin', 'latin-1'],
  ['l1', 'latin-1'],
  ['cp819', 'latin-1'],
  ['iso-8859-1', 'latin-1'],
  ['iso8859-1', 'latin-1'],
  ['latin2', 'iso8859-2'],
  ['l2', 'iso8859-2'],
  ['latin9', 'iso8859-15'],
  ['l9', 'iso8859-15'],
]);

/** Encodings of one byte a character in which Node and Python agree about every byte. */
const TABLES: ReadonlySet<string> = new Set([
  ...['2', '3', '4', '5', '6', '7', '8', '10', '13', '14', '15'].map((part) => `iso8859-${part}`),
  'koi8-r',
  'koi8-u',
]);

/** The encoding of that Python name; `undefined` for one that is not known here. */
export function encodingNamed(given: string): Encoding | undefined {
  const plain = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-');
  const name = (ALIASES.get(plain) ?? plain).replace(/^iso-8859-/u, 'iso8859-');
  if (name === 'utf-8') return UTF8;
  if (name === 'latin-1')
    return singleByte(
      name,
      Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)),
    );
  if (name === 'ascii')
    return singleByte(
      name,
      Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte)),
    );
  return TABLES.has(name) ? singleByte(name, tableOf(name.replace('iso', 'iso-'))) : undefined;
}

export const encodingNames: readonly string[] = ['utf-8', 'ascii', 'latin-1', ...TABLES];

/** The character of each byte; none for a byte that stands for nothing. */
function tableOf(label: string): readonly (string | undefined)[] {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return Array.from({ length: 256 }, (_, byte) => {
    const character = decoder.decode(Uint8Array.of(byte));
    return character === '\ufffd' ? undefined : character;
  });
}

function singleByte(name: string, characters: readonly (string | undefined)[]): Encoding {
  const bytes = new Map(characters.flatMap((character, byte) => (character === undefined ? [] : [[character, byte]])));
  return {
    name,
    decode(given) {
      let text = '';
      for (const byte of given) {
        const character = characters[byte];
        if (character === undefined) return undefined;
        text += character;
      }
      return text;
    },
    encode(text) {
      const encoded = new Uint8Array(text.length);
      let length = 0;
      for (const character of text) {
        const byte = bytes.get(character);
        if (byte === undefined) return character;
        encoded[length++] = byte;
      }
      return encoded;
    },
  };
}

/** Line ends as Python reads them: LF. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text;
}
