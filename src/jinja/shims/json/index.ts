import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, type Module, type Value } from '../../values/value.js';
import { decodeUtf8 } from '../utf8.js';
import { moduleOf, python } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { decode } from './decode.js';
import { encode } from './encode.js';

function dumps(given: Given, host: Host): Value {
  const [object = null, skipKeys = false, ascii = true, checkCircular = true, allowNan = true] = given;
  const [cls = null, indent = null, separators = null, fallback = null, sortKeys = false] = given.slice(5);
  if (cls !== null) raise('TypeError', 'dumps() takes no `cls` in a template');
  refuseOthers(given.at(-1), 'JSONEncoder.__init__()', TO_DUMP);
  const [between, colon] = separatorsOf(separators, indent, host);
  const style = {
    ascii: isTrue(ascii),
    checkCircular: isTrue(checkCircular),
    allowNan: isTrue(allowNan),
    skipKeys: isTrue(skipKeys),
    sortKeys: isTrue(sortKeys),
    indent: indentOf(indent, host),
    between,
    colon,
    fallback,
  };
  return encode(object, style, host);
}

function refuseOthers(others: Value | undefined, by: string, { title, keywords }: Named): void {
  for (const name of others === undefined ? [] : keysOf(others)) {
    const [known, of] = [() => keywords, () => title];
    raise('TypeError', `${by} got an unexpected keyword argument '${name}'`, { sought: 'argument', name, known, of });
  }
}

/** A function as templates know it. */
interface Named {
  readonly title: string;
  readonly keywords: readonly string[];
}

const TO_DUMP: Named = {
  title: '`json.dumps`',
  keywords: 'skipkeys ensure_ascii check_circular allow_nan cls indent separators default sort_keys'.split(' '),
};
const TO_LOAD: Named = {
  title: '`json.loads`',
  keywords: 'cls object_hook parse_float parse_int parse_constant object_pairs_hook'.split(' '),
};

function keysOf(others: Value): string[] {
  return others instanceof Dict ? [...others.keys()].map(String) : [];
}

function separatorsOf(separators: Value, indent: Value, host: Host): [string, string] {
  if (separators === null) return [indent === null ? ', ' : ',', ': '];
  const [between, colon, more] = listOf(separators, host);
  if (between === undefined || colon === undefined) {
    const count = between === undefined ? 0 : 1;
    raise('ValueError', `not enough values to unpack (expected 2, got ${count})`);
  }
  if (more !== undefined) raise('ValueError', 'too many values to unpack (expected 2)');
  return [separatorIn(between, 'item_separator', 6), separatorIn(colon, 'key_separator', 5)];
}

function separatorIn(value: Value, _name: string, position: number): string {
  return (
    textIn(value) ?? raise('TypeError', `make_encoder() argument ${position} must be str, not ${typeNameOf(value)}`)
  );
}

function indentOf(indent: Value, host: Host): string | undefined {
  if (indent === null) return undefined;
  const width = integerIn(indent);
  if (width === undefined) {
    return textIn(indent) ?? raise('TypeError', `can't multiply sequence by non-int of type '${typeNameOf(indent)}'`);
  }
  if (width > 1000) host.reserve(Number(width));
  return ' '.repeat(Math.max(0, Number(width)));
}

function loads(given: Given, host: Host): Value {
  const [source = null, cls = null, object = null, float = null, int = null, constant = null, pairs = null] = given;
  if (cls !== null) raise('TypeError', 'loads() takes no `cls` in a template');
  refuseOthers(given.at(-1), 'JSONDecoder.__init__()', TO_LOAD);
  return decode(sourceOf(source), { object, float, int, constant, pairs }, host);
}

function sourceOf(source: Value): string {
  if (source instanceof Bytes) {
    const text = decodeUtf8(source.bytes, 'surrogatepass');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }
  return (
    textIn(source) ?? raise('TypeError', `the JSON object must be str, bytes or bytearray, not ${typeNameOf(source)}`)
  );
}

/** `json`: what reads and writes texts. */
export const json: Module = moduleOf('json', [
  python(
    'dumps',
    'obj, *, skipkeys?, ensure_ascii?, check_circular?, allow_nan?, cls?, indent?, separators?, default?, sort_keys?, **kw',
    dumps,
  ),
  python(
    'loads',
    's, *, cls?, object_hook?, parse_float?, parse_int?, parse_constant?, object_pairs_hook?, **kw',
    loads,
  ),
]);
