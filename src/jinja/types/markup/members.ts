import { bindMethod } from '../../calls/python.js';
import { signatureOf, type Given } from '../../calls/signature.js';
import type { Member } from '../../values/attributes.js';
import type { Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { escape } from '../../values/markup.js';
import { itemOf } from '../../values/subscript.js';

import { Callable, Markup, Tuple, type Value } from '../../values/value.js';
import { methodsOf, type Definition, type Named } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { formatMarkup, formatMarkupWithMapping } from '../format/fields.js';
import { formatPercent } from '../format/percent.js';
import { joinItems } from '../text/split.js';
import { textDefinitions } from '../text/members.js';
import { stripTags } from './strip-tags.js';
import { unescape } from './unescape.js';

/** A result of the string's method, with its strings as markup. */
function answer(value: Value): Value {
  if (typeof value === 'string') return new Markup(value);
  if (Array.isArray(value)) return value.map(answer);
  return value instanceof Tuple ? new Tuple(value.items.map(answer)) : value;
}

/** A method that is written in Python; see `signatureOf` for how its parameters are written. */
function scripted(parameters: string, run: Named<string>): Definition<string> {
  return ({ name }) => {
    const signature = signatureOf(`Markup.${name}`, `self, ${parameters}`);
    return (text, call, host) => run(text, bindMethod(signature, call), host);
  };
}

/** Defaults as `Markup` gives them on: absent ones are the same for strings. */
type Prepare = (given: Given, host: Host) => Given;

/** The string's method of that name, its arguments read as a Python function does. */
function wrapped(parameters: string, prepare: Prepare = (given) => given): Definition<string> {
  return (names) => {
    const method = textDefinitions[names.name]?.({ name: names.name, full: `str.${names.name}` });
    return scripted(parameters, (text, found, host) => {
      const given = prepare(found, host);
      const absent = given.indexOf(undefined);
      const positional = (absent < 0 ? given : given.slice(0, absent)).map((value) => value ?? null);
      return method === undefined ? null : answer(method(text, { positional, named: new Map() }, host));
    })(names);
  };
}

/** The separator may be left out before a count. */
const splitArguments: Prepare = ([separator = null, most]) => [separator, most];

const escapeSecond: Prepare = ([first, second, ...more], host) => [
  first,
  second === undefined ? second : escape(second, host),
  ...more,
];

const CHANGING = ['capitalize', 'casefold', 'lower', 'swapcase', 'title', 'upper'];
const FILLING = ['center', 'ljust', 'rjust'];
const STRIPPING = ['lstrip', 'rstrip', 'strip'];

const overridden: Readonly<Record<string, Definition<string>>> = {
  ...Object.fromEntries(CHANGING.map((name) => [name, wrapped('/')])),
  ...Object.fromEntries(FILLING.map((name) => [name, wrapped('width, fillchar?, /', escapeSecond)])),
  ...Object.fromEntries(STRIPPING.map((name) => [name, wrapped('chars?, /')])),
  expandtabs: wrapped('/, tabsize?'),
  partition: wrapped('sep, /'),
  removeprefix: wrapped('prefix, /'),
  removesuffix: wrapped('suffix'),
  replace: wrapped('old, new, count?, /', escapeSecond),
  rpartition: wrapped('sep, /'),
  rsplit: wrapped('/, sep?, maxsplit?', splitArguments),
  split: wrapped('/, sep?, maxsplit?', splitArguments),
  splitlines: wrapped('/, keepends?'),
  translate: wrapped('table, /'),
  zfill: wrapped('width, /'),
};

const ESCAPE = signatureOf('Markup.escape', 'cls, s, /');

/** `Markup.escape`, of the type itself. */
export const escapeMarkup = new Callable('escape', (call, host) => {
  const [value = null] = bindMethod(ESCAPE, call);
  return escape(value, host);
});

const definitions: Readonly<Record<string, Definition<string>>> = {
  ...textDefinitions,
  ...overridden,
  escape: () => (_, call, host) => escapeMarkup.run(call, host),
  format: () => (text, call, host) => formatMarkup(text, call, host),
  format_map: scripted('mapping, /', (text, [mapping = null], host) => formatMarkupWithMapping(text, mapping, host)),
  join: scripted('iterable, /', (text, [items = null], host) => {
    return new Markup(joinItems(text, escapedItems(items, host), host));
  }),
  striptags: scripted('/', (text, _, host) => {
    host.spend(text.length / 8);
    return unescape(stripTags(text));
  }),
  unescape: scripted('/', (text, _, host) => {
    host.spend(text.length / 8);
    return unescape(text);
  }),
  __getitem__: scripted('key, /', (text, [key = null], host) => itemOf(new Markup(text), key, host)),
  __html__: scripted('/', (text) => new Markup(text)),
  __mod__: scripted('value, /', (text, [given = null], host) => formatPercent(new Markup(text), given, host)),
};

function escapedItems(items: Value, host: Host): Value[] {
  const escaped: Value[] = [];
  for (const item of iterate(items, host)) {
    host.spend(1);
    escaped.push(escape(item, host));
  }
  return escaped;
}

export const markupMethods: ReadonlyMap<string, Member> = methodsOf('str', (value) => textIn(value) ?? '', definitions);
