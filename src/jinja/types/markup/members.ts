import type { Member } from '../../values/attributes.js';
import type { Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { escape } from '../../values/markup.js';
import { itemOf } from '../../values/subscript.js';

import { Callable, Markup, Tuple, type Value } from '../../values/value.js';
import { readScripted, type Scripted } from '../arguments-scripted.js';
import { methodsOf, textIn, type Definition } from '../arguments.js';
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

function parameters(names: string, { required = 0, unnamed = Infinity } = {}): Scripted {
  const list = names === '' ? [] : names.split(' ');
  return { names: list, required, unnamed: Math.min(unnamed, list.length), self: true };
}

/** Defaults as `Markup` gives them on: absent ones are the same for strings. */
type Prepare = (given: readonly (Value | undefined)[], host: Host) => readonly (Value | undefined)[];

/** The string's method of that name, its arguments read as a Python function does. */
function wrapped(name: string, scripted: Scripted, prepare: Prepare = (given) => given): Definition<string> {
  return () => {
    const method = textDefinitions[name]?.({ name, full: `str.${name}` });
    return (text, call, host) => {
      const given = prepare(readScripted(`Markup.${name}`, scripted, call), host);
      const absent = given.indexOf(undefined);
      const positional = (absent < 0 ? given : given.slice(0, absent)).map((value) => value ?? null);
      return method === undefined ? null : answer(method(text, { positional, named: new Map() }, host));
    };
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
  ...Object.fromEntries(CHANGING.map((name) => [name, wrapped(name, parameters(''))])),
  ...Object.fromEntries(
    FILLING.map((name) => [name, wrapped(name, parameters('width fillchar', { required: 1 }), escapeSecond)]),
  ),
  ...Object.fromEntries(STRIPPING.map((name) => [name, wrapped(name, parameters('chars'))])),
  expandtabs: wrapped('expandtabs', parameters('tabsize', { unnamed: 0 })),
  partition: wrapped('partition', parameters('sep', { required: 1 })),
  removeprefix: wrapped('removeprefix', parameters('prefix', { required: 1 })),
  removesuffix: wrapped('removesuffix', parameters('suffix', { required: 1, unnamed: 0 })),
  replace: wrapped('replace', parameters('old new count', { required: 2 }), escapeSecond),
  rpartition: wrapped('rpartition', parameters('sep', { required: 1 })),
  rsplit: wrapped('rsplit', parameters('sep maxsplit', { unnamed: 0 }), splitArguments),
  split: wrapped('split', parameters('sep maxsplit', { unnamed: 0 }), splitArguments),
  splitlines: wrapped('splitlines', parameters('keepends', { unnamed: 0 })),
  translate: wrapped('translate', parameters('table', { required: 1 })),
  zfill: wrapped('zfill', parameters('width', { required: 1 })),
};

const JOIN = parameters('iterable', { required: 1 });
const KEY = parameters('key', { required: 1 });
const VALUE = parameters('value', { required: 1 });
const MAPPING = parameters('mapping', { required: 1 });

/** `Markup.escape`, of the type itself. */
export const escapeMarkup = new Callable('escape', (call, host) => {
  const [value = null] = readScripted('Markup.escape', parameters('s', { required: 1 }), call);
  return escape(value, host);
});

const definitions: Readonly<Record<string, Definition<string>>> = {
  ...textDefinitions,
  ...overridden,
  escape: () => (_, call, host) => escapeMarkup.run(call, host),
  format: () => (text, call, host) => formatMarkup(text, call, host),
  format_map: () => (text, call, host) => {
    const [mapping = null] = readScripted('Markup.format_map', MAPPING, call);
    return formatMarkupWithMapping(text, mapping, host);
  },
  join: () => (text, call, host) => {
    const [items = null] = readScripted('Markup.join', JOIN, call);
    return new Markup(joinItems(text, escapedItems(items, host), host));
  },
  striptags: () => (text, call) => {
    readScripted('Markup.striptags', parameters(''), call);
    return unescape(stripTags(text));
  },
  unescape: () => (text, call) => {
    readScripted('Markup.unescape', parameters(''), call);
    return unescape(text);
  },
  __getitem__: () => (text, call, host) => {
    const [key = null] = readScripted('Markup.__getitem__', KEY, call);
    return itemOf(new Markup(text), key, host);
  },
  __html__: () => (text, call) => {
    readScripted('Markup.__html__', parameters(''), call);
    return new Markup(text);
  },
  __mod__: () => (text, call, host) => {
    const [given = null] = readScripted('Markup.__mod__', VALUE, call);
    return formatPercent(new Markup(text), given, host);
  },
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
