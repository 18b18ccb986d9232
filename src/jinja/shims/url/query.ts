import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { iterate, lengthOf, listOf } from '../../values/iterate.js';
import { raise, Raised } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { reprOf, strOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import { fail, Undefined } from '../../values/undefined.js';
import { Bytes, Tuple, type Value } from '../../values/value.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { urlTextOf } from './argument.js';
import { quotePlus, unquote } from './quote.js';

/** `urllib.parse.urlencode`. */
export function urlencode(given: Given, host: Host): Value {
  const [query = null, doSeq = false, safe = '', encoding = null, errors = null, via = null] = given;
  const quoting = { safe, encoding, errors, via, host };
  const pieces: string[] = [];
  for (const [key, value] of pairsOf(query, host)) {
    host.spend(1);
    const name = quoted(key, quoting);
    for (const one of isTrue(doSeq) ? severalOf(value, host) : [value]) pieces.push(`${name}=${quoted(one, quoting)}`);
  }
  return pieces.join('&');
}

interface Quoting {
  readonly safe: Value;
  readonly encoding: Value;
  readonly errors: Value;
  readonly via: Value;
  readonly host: Host;
}

function quoted(value: Value, { safe, encoding, errors, via, host }: Quoting): string {
  const given = value instanceof Bytes ? [value, safe] : [strOf(value, host), safe, encoding, errors];
  const text = via === null ? quotePlus(given, host) : host.call(via, given);
  return textIn(text) ?? raise('TypeError', 'quote_via must answer a string');
}

function pairsOf(query: Value, host: Host): [Value, Value][] {
  // Python asks it for its `items` first, which no undefined value bears.
  if (query instanceof Undefined) fail(query);
  if (query instanceof Dict) return [...query.entries()];
  if (!isSequenceOfTuples(query, host)) raise('TypeError', 'not a valid non-string sequence or mapping object');
  return listOf(query, host).map((pair) => {
    const [key, value, ...more] = iterate(pair, host);
    if (key === undefined || value === undefined) {
      return raise('ValueError', `not enough values to unpack (expected 2, got ${key === undefined ? 0 : 1})`);
    }
    return more.length > 0 ? raise('ValueError', 'too many values to unpack (expected 2)') : [key, value];
  });
}

/** Whether Python finds a length and, as the first item, a tuple. */
function isSequenceOfTuples(query: Value, host: Host): boolean {
  try {
    return lengthOf(query, host) === 0 || itemOf(query, 0, host) instanceof Tuple;
  } catch (error) {
    if (error instanceof Raised && error.kind === 'TypeError') return false;
    throw error;
  }
}

/** The members of a value that has a length, but no string; else the value itself. */
function severalOf(value: Value, host: Host): readonly Value[] {
  if (value instanceof Bytes || textIn(value) !== undefined) return [value];
  try {
    lengthOf(value, host);
  } catch (error) {
    if (error instanceof Raised && error.kind === 'TypeError') return [value];
    throw error;
  }
  return listOf(value, host);
}

/** `urllib.parse.parse_qsl`, as pairs. */
function readQuery(given: Given, host: Host): [string, string][] {
  const [query, keepBlank = false, strict = false, encoding = 'utf-8', errors = 'replace', most = null, by = '&'] =
    given;
  const text = urlTextOf(query);
  const separator = textIn(by) ?? '';
  if (separator === '') raise('ValueError', 'Separator must be of type string or bytes.');
  host.spend(text.length);
  const fields = text === '' ? [] : text.split(separator);
  const limit = integerIn(most);
  if (limit !== undefined && limit < fields.length) raise('ValueError', 'Max number of fields exceeded');
  const pairs: [string, string][] = [];
  for (const field of fields) {
    const at = field.indexOf('=');
    if (at < 0 && field !== '' && isTrue(strict)) raise('ValueError', `bad query field: ${reprOf(field, host)}`);
    if (field === '' && isTrue(strict)) raise('ValueError', "bad query field: ''");
    if (field === '' || (at < 0 && !isTrue(keepBlank))) continue;
    const [name, value] = at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
    if (value === '' && !isTrue(keepBlank)) continue;
    const plain = (part: string): string => textIn(unquote([part.replaceAll('+', ' '), encoding, errors], host)) ?? '';
    pairs.push([plain(name), plain(value)]);
  }
  return pairs;
}

export function parseQsl(given: Given, host: Host): Value {
  return readQuery(given, host).map((pair) => new Tuple(pair));
}

export function parseQs(given: Given, host: Host): Value {
  const result = new Dict();
  for (const [name, value] of readQuery(given, host)) {
    const known = result.get(name);
    if (Array.isArray(known)) known.push(value);
    else result.set(name, [value]);
  }
  return result;
}
