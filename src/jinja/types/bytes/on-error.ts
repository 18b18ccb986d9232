import { raise } from '../../values/raised.js';
import { asciiOf } from '../text/ascii.js';
import type { OnError, Problem } from './codec.js';

/** The handler of that name for encoding; one that is not known is only told of when it is needed. */
export function onEncodeError(name: string): OnError {
  return ENCODING.get(name) ?? (() => unknownHandler(name));
}

export function onDecodeError(name: string): OnError {
  return DECODING.get(name) ?? (() => unknownHandler(name));
}

function unknownHandler(name: string): never {
  return raise('LookupError', `unknown error handler name '${name}'`);
}

const ENCODING: ReadonlyMap<string, OnError> = new Map<string, OnError>([
  ['strict', cannotEncode],
  ['ignore', () => ''],
  ['replace', ({ start, end }) => '?'.repeat(end - start)],
  [
    'xmlcharrefreplace',
    (problem) =>
      wrong(problem)
        .map((one) => `&#${one.codePointAt(0) ?? 0};`)
        .join(''),
  ],
  ['backslashreplace', (problem) => asciiOf(wrong(problem).join(''))],
]);

const DECODING: ReadonlyMap<string, OnError> = new Map<string, OnError>([
  ['strict', cannotDecode],
  ['ignore', () => ''],
  ['replace', () => '\ufffd'],
  ['backslashreplace', (problem) => wrong(problem).map(byteEscape).join('')],
]);

function wrong({ text, start, end }: Problem): readonly string[] {
  return text.slice(start, end);
}

function byteEscape(byte: string): string {
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function cannotEncode({ codec, text, start, end, reason }: Problem): never {
  const what =
    end - start === 1
      ? `character '${asciiOf(text[start] ?? '')}' in position ${start}`
      : `characters in position ${start}-${end - 1}`;
  return raise('UnicodeEncodeError', `'${codec}' codec can't encode ${what}: ${reason}`);
}

function cannotDecode({ codec, text, start, end, reason }: Problem): never {
  const byte = (text[start] ?? '').charCodeAt(0).toString(16).padStart(2, '0');
  const what = end - start === 1 ? `byte 0x${byte} in position ${start}` : `bytes in position ${start}-${end - 1}`;
  return raise('UnicodeDecodeError', `'${codec}' codec can't decode ${what}: ${reason}`);
}
