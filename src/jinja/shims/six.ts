import { builtins } from '../types/builtins.js';
import { missingAttribute } from '../types/missing-attribute.js';
import type { Host } from '../values/host.js';
import { attributeOf } from '../values/attributes.js';
import { iterate } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { classOf } from '../values/type-name.js';
import { Bytes, Module, Tuple, type Callable, type Value } from '../values/value.js';
import { functools } from './functools.js';
import { itertools } from './itertools/index.js';
import { iteratorOf, lazy } from './lazy.js';
import { moduleOf, python } from './module.js';
import { shlex } from './shell.js';
import { textIn } from '../values/text-in.js';
import { urllib, urllibParse } from './url/index.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

function builtin(name: string): Callable {
  return builtins.get(name) ?? raise('ImportError', `there is no built-in ${name}`);
}

function member(module: Module, name: string): Value {
  return module.members.get(name) ?? raise('ImportError', `there is no ${name} in ${module.name}`);
}

/** What `d.items()` and its like answer, for any object that has the method. */
function viewOf(value: Value, name: string, host: Host): Value {
  const method = attributeOf(value, name, host);
  if (method === undefined) return missingAttribute(value, name);
  return host.call(method, []);
}

function iterated(name: string, method: string): Callable {
  return python(name, 'd, **kw', ([dict = null], host) => {
    const view = viewOf(dict, method, host);
    iterate(view, host);
    return lazy(`dict_${method.replace(/s$/, '')}iterator`, host, iteratorOf(view, host));
  });
}

function viewed(name: string, method: string): Callable {
  return python(name, 'd', ([dict = null], host) => viewOf(dict, method, host));
}

function ensureText(value: Value): string {
  if (value instanceof Bytes) return decodeUtf8(value.bytes);
  return textIn(value) ?? raise('TypeError', `not expecting type '${classOf(value)}'`);
}

function ensureBinary(value: Value): Bytes {
  if (value instanceof Bytes) return value;
  return new Bytes(encodeUtf8(ensureText(value)));
}

const ENCODED = 's, encoding?, errors?';

/** `six.moves`, by the names that Python 3 has for them. */
export const sixMoves: Module = new Module(
  'six.moves',
  new Map<string, Value>([
    ['urllib', urllib],
    ['urllib_parse', urllibParse],
    ['shlex_quote', member(shlex, 'quote')],
    ['reduce', member(functools, 'reduce')],
    ['zip_longest', member(itertools, 'zip_longest')],
    ['filterfalse', member(itertools, 'filterfalse')],
    ['range', builtin('range')],
    ['xrange', builtin('range')],
    ...['zip', 'map', 'filter'].flatMap((name): [string, Value][] => {
      const found = builtins.get(name);
      return found === undefined ? [] : [[name, found]];
    }),
  ]),
);

const str = builtin('str');
const int = builtin('int');
const bytes = builtin('bytes');

/** `six` on Python 3. */
export const six: Module = moduleOf(
  'six',
  [
    iterated('iteritems', 'items'),
    iterated('iterkeys', 'keys'),
    iterated('itervalues', 'values'),
    viewed('viewitems', 'items'),
    viewed('viewkeys', 'keys'),
    viewed('viewvalues', 'values'),
    python('ensure_binary', ENCODED, ([value = null]) => ensureBinary(value)),
    python('ensure_str', ENCODED, ([value = null]) => ensureText(value)),
    python('ensure_text', ENCODED, ([value = null]) => ensureText(value)),
    python('u', 's', ([value = null]) => value),
    python(
      'b',
      's',
      ([value = null]) => new Bytes(Buffer.from(textIn(value) ?? missingAttribute(value, 'encode'), 'latin1')),
    ),
  ],
  [
    ['PY2', false],
    ['PY3', true],
    ['PY34', true],
    ['MAXSIZE', 2n ** 63n - 1n],
    ['string_types', new Tuple([str])],
    ['integer_types', new Tuple([int])],
    ['text_type', str],
    ['binary_type', bytes],
    ['moves', sixMoves],
  ],
);
