import { textIn } from '../values/text-in.js';
import { Dict, DictView } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { iterate } from '../values/iterate.js';
import { strOf } from '../values/text.js';
import { Bytes, type Value } from '../values/value.js';
import { defineFilter } from './define.js';
import { Growth } from './growth.js';
import { methodOf } from './method.js';
import { isIterable, unpackPair } from './pair.js';

/** Text is quoted for a path; pairs become a query. */
export const urlencode = defineFilter({ name: 'do_urlencode', parameters: [['value']] }, ([value], context) => {
  if (textIn(value) !== undefined || !isIterable(value, context)) return quote(value, '/', context);
  const pairs = value instanceof Dict ? new DictView(value, 'dict_items') : value;
  const written: string[] = [];
  const growth = new Growth(context);
  for (const item of iterate(pairs, context)) {
    context.spend(1);
    const [key, inner] = unpackPair(item, context);
    const pair = `${quoteForQuery(key, context)}=${quoteForQuery(inner, context)}`;
    growth.add(pair.length + 1);
    written.push(pair);
  }
  return written.join('&');
});

function quoteForQuery(value: Value, host: Host): string {
  return quote(value, '', host).replaceAll('%20', '+');
}

/** Bytes of UTF-8 by their numbers, unless they are letters, digits, one of `_.-~`, or `safe`. */
function quote(value: Value, safe: '/' | '', host: Host): string {
  const bytes = bytesOf(value, host);
  host.reserve(bytes.length);
  host.spend(bytes.length);
  let text = '';
  for (const byte of bytes) text += safe === '/' && byte === SLASH ? safe : (QUOTED[byte] ?? '');
  return text;
}

function bytesOf(value: Value, host: Host): Uint8Array {
  if (value instanceof Bytes) return value.bytes;
  const text = strOf(value, host);
  if (!LONE_SURROGATE.test(text)) return Buffer.from(text);
  // Raises what Python says about half a pair of surrogates.
  const encoded = methodOf(text, 'encode', host)();
  return encoded instanceof Bytes ? encoded.bytes : Buffer.from(text);
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;
const SLASH = 0x2f;

const QUOTED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});
