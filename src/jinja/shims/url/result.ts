import { bindPython } from '../../calls/python.js';
import { signatureOf } from '../../calls/signature.js';
import { printString } from '../../../engine/literal/index.js';
import { membersOf, registerMembers, type Member, type Property } from '../../values/attributes.js';
import { Dict } from '../../values/dict.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { Tuple, Type, type Value } from '../../values/value.js';
import { textIn } from '../../values/text-in.js';
import { cut, unparse, unsplit } from './split.js';

type Kind = 'ParseResult' | 'SplitResult' | 'DefragResult';

const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  ParseResult: ['scheme', 'netloc', 'path', 'params', 'query', 'fragment'],
  SplitResult: ['scheme', 'netloc', 'path', 'query', 'fragment'],
  DefragResult: ['url', 'fragment'],
};

/** What the functions of `urllib.parse` answer: a tuple whose items have names. */
export class UrlResult extends Tuple {
  override readonly typeName: Kind;
  override readonly moduleName = 'urllib.parse';
  override readonly fields: readonly string[];

  constructor(kind: Kind, items: readonly Value[]) {
    super(items);
    this.typeName = kind;
    this.fields = FIELDS[kind];
  }

  field(name: string): Value {
    return this.items[this.fields.indexOf(name)] ?? '';
  }

  text(name: string): string {
    return textIn(this.field(name)) ?? '';
  }
}

/** The URL of the parts. */
function urlOf(result: UrlResult): string {
  const [scheme, netloc, path, params] = ['scheme', 'netloc', 'path', 'params'].map((name) => result.text(name));
  const [query, fragment] = [result.text('query'), result.text('fragment')];
  if (result.typeName === 'DefragResult')
    return fragment === '' ? result.text('url') : `${result.text('url')}#${fragment}`;
  const split = { scheme: scheme ?? '', netloc: netloc ?? '', path: path ?? '', query, fragment };
  return result.typeName === 'SplitResult' ? unsplit(split) : unparse({ ...split, params: params ?? '' });
}

function userOf(netloc: string): readonly [Value, Value] {
  const at = netloc.lastIndexOf('@');
  if (at < 0) return [null, null];
  const info = netloc.slice(0, at);
  const [name, password] = cut(info, ':');
  return [name, info.includes(':') ? password : null];
}

function hostOf(netloc: string): readonly [string, string] {
  const host = netloc.slice(netloc.lastIndexOf('@') + 1);
  if (!host.includes('[')) return cut(host, ':');
  const [name, port] = cut(cut(host, '[')[1], ']');
  return [name, cut(port, ':')[1]];
}

function hostname(netloc: string): Value {
  const [host] = hostOf(netloc);
  if (host === '') return null;
  const zone = host.indexOf('%');
  return zone < 0 ? host.toLowerCase() : host.slice(0, zone).toLowerCase() + host.slice(zone);
}

function portOf(netloc: string): Value {
  const [, digits] = hostOf(netloc);
  if (digits === '') return null;
  if (!/^[0-9]+$/.test(digits)) {
    raise('ValueError', `Port could not be cast to integer value as ${printString(digits)}`);
  }
  const number = Number(digits);
  return number <= 65535 ? number : raise('ValueError', 'Port out of range 0-65535');
}

function asResult(value: Value): UrlResult {
  return value instanceof UrlResult ? value : raise('TypeError', 'this is no result of urllib.parse');
}

/** The methods of tuples are looked up when they are called: the types are loaded when they are loaded. */
function ofTuple(name: string): Member {
  return (self, call, host) => {
    const plain = new Tuple(asResult(self).items);
    const method = membersOf(plain)?.get(name);
    return method === undefined
      ? raise('AttributeError', `'tuple' object has no attribute '${name}'`)
      : method(plain, call, host);
  };
}

const replace: Member = (self, call, host) => {
  const result = asResult(self);
  const [others] = bindPython(signatureOf('_replace', '**kwds'), call);
  const given = others instanceof Dict ? others : new Dict();
  const items = result.fields.map((field, at) => given.get(field) ?? result.items[at] ?? '');
  const unknown = [...given.keys()].filter((name) => !result.fields.includes(textIn(name) ?? ''));
  if (unknown.length > 0) raise('ValueError', `Got unexpected field names: ${reprOf(unknown, host)}`);
  return new UrlResult(result.typeName, items);
};

const methods: ReadonlyMap<string, Member> = new Map([
  ['geturl', (self) => urlOf(asResult(self))],
  ['_replace', replace],
  ['_asdict', (self) => Dict.of(asResult(self).fields.map((field) => [field, asResult(self).field(field)]))],
  ['count', ofTuple('count')],
  ['index', ofTuple('index')],
]);

const netlocProperties: readonly (readonly [string, Property])[] = [
  ['username', (self) => userOf(asResult(self).text('netloc'))[0]],
  ['password', (self) => userOf(asResult(self).text('netloc'))[1]],
  ['hostname', (self) => hostname(asResult(self).text('netloc'))],
  ['port', (self) => portOf(asResult(self).text('netloc'))],
];

function register(kind: Kind): Type {
  const fields = FIELDS[kind].map((field): [string, Property] => [field, (self) => asResult(self).field(field)]);
  const own: readonly (readonly [string, Property])[] = kind === 'DefragResult' ? [] : netlocProperties;
  const listed: [string, Property] = ['_fields', () => new Tuple(FIELDS[kind])];
  registerMembers(kind, { methods, properties: new Map([...fields, ...own, listed]) });
  const signature = signatureOf(`${kind}.__new__`, FIELDS[kind].join(', '));
  return new Type(kind, {
    run: (call) =>
      new UrlResult(
        kind,
        bindPython(signature, call).map((value) => value ?? null),
      ),
    holds: (value) => value instanceof UrlResult && value.typeName === kind,
  });
}

/** The types of the results, as the module has them. */
export const resultTypes: readonly Type[] = [
  register('ParseResult'),
  register('SplitResult'),
  register('DefragResult'),
];
