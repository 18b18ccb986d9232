import { raise, Raised } from '../../src/jinja/values/raised.js';
import { Dict, DictView, type ViewKind } from '../../src/jinja/values/dict.js';
import type { Host } from '../../src/jinja/values/host.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { Undefined } from '../../src/jinja/values/undefined.js';
import {
  Bytes,
  Callable,
  Float,
  Iterator,
  Markup,
  Range,
  Tuple,
  Type,
  type Value,
} from '../../src/jinja/values/value.js';

/** A host that counts and allows up to a bound. */
export function hostWith(most = 2 ** 24): Host & { readonly spent: () => number } {
  let steps = 0;
  return {
    autoescape: false,
    spent: () => steps,
    spend(count) {
      steps += count;
      if (steps > most) raise('LimitError', 'too many steps');
    },
    reserve(size) {
      if (size > most) raise('LimitError', `${size} is too much`);
    },
    call: () => raise('TypeError', 'nothing is called here'),
    undefined: (missing) => new Undefined('default', missing),
  };
}

/** The exception that something ends with, as text. */
export function raised(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Raised) return `${error.kind}: ${error.message}`;
    throw error;
  }
  return 'nothing is raised';
}

export function iteratorOf(items: readonly Value[], typeName?: string): Iterator {
  let at = 0;
  return new Iterator(() => items[at++], typeName);
}

function view(kind: ViewKind): DictView {
  return new DictView(Dict.of([['a', 1]]), kind);
}

function noneDict(): Dict {
  return Dict.of([
    ['a', null],
    [1, null],
  ]);
}

function mixedDict(): Dict {
  return Dict.of([
    [true, 'x'],
    ['b', [2]],
    [null, new Markup('m')],
    [new Tuple([1, 2]), new Float(0.5)],
  ]);
}

const none = (): Value => null;
const LENGTH = new Callable('len', none);
const INT = new Type('int', { run: none, holds: (value) => typeof value === 'number' });

/** The values of the same names as in `oracle/values.py`. */
export const SAMPLES: Readonly<Record<string, () => Value>> = {
  none,
  true: () => true,
  false: () => false,
  '0': () => 0,
  '1': () => 1,
  '-7': () => -7,
  '2': () => 2,
  '2^53-1': () => Number.MAX_SAFE_INTEGER,
  '2^53': () => 2n ** 53n,
  '-2^53': () => -(2n ** 53n),
  '10^30': () => 10n ** 30n,
  '-10^30': () => -(10n ** 30n),
  '10^400': () => 10n ** 400n,
  '0.0': () => new Float(0),
  '-0.0': () => new Float(-0),
  '1.0': () => new Float(1),
  '-2.5': () => new Float(-2.5),
  '1e16': () => new Float(1e16),
  '1e300': () => new Float(1e300),
  inf: () => new Float(Infinity),
  '-inf': () => new Float(-Infinity),
  nan: () => new Float(Number.NaN),
  'text-empty': () => '',
  'text-a': () => 'a',
  'text-b': () => 'abc',
  'text-wide': () => 'é\u{1f600}z',
  'text-ffff': () => '\uffee',
  'text-quotes': () => '<\'"\\\n\0>',
  markup: () => new Markup('<a>'),
  'markup-a': () => new Markup('a'),
  'bytes-empty': () => new Bytes(new Uint8Array()),
  bytes: () => new Bytes(Uint8Array.of(97, 39, 34, 10, 255)),
  'list-empty': () => [],
  'list-1': () => [1],
  'list-mixed': () => [1, 'a', null, new Float(2.5)],
  'list-nested': () => [[1], [2, new Tuple([3])], Dict.of([['a', []]])],
  'tuple-empty': () => new Tuple([]),
  'tuple-1': () => new Tuple([1]),
  'tuple-2': () => new Tuple(['a', 1]),
  'tuple-list': () => new Tuple([[]]),
  'dict-empty': () => new Dict(),
  'dict-a': () => Dict.of([['a', 1]]),
  'dict-none': noneDict,
  'dict-mixed': mixedDict,
  'set-empty': () => new SetValue(),
  'set-1': () => SetValue.of([1]),
  'set-2': () => SetValue.of([1, 2]),
  'frozenset-1': () => SetValue.of([new Float(1)], 'frozenset'),
  'frozenset-empty': () => new SetValue('frozenset'),
  'range-3': () => new Range(0, 3, 1),
  'range-down': () => new Range(5, 0, -2),
  'range-empty': () => new Range(4, 4, 3),
  keys: () => view('dict_keys'),
  values: () => view('dict_values'),
  items: () => view('dict_items'),
  undefined: () => new Undefined('default', { name: 'x' }),
  'undefined-of': () => new Undefined('default', { of: new Dict(), name: 'y' }),
  strict: () => new Undefined('strict', { name: 'x' }),
  'strict-element': () => new Undefined('strict', { of: [], name: 3 }),
  chainable: () => new Undefined('chainable', { of: new Markup(''), name: 'q' }),
  'strict-markup': () => new Undefined('strict', { of: new Dict(), name: new Markup('y') }),
  debug: () => new Undefined('debug', { of: null, name: 'q' }),
  'debug-name': () => new Undefined('debug', { name: 'q' }),
  'debug-hint': () => new Undefined('debug', { hint: 'no luck' }),
  iterator: () => iteratorOf([1, 'a'], 'list_iterator'),
  function: () => LENGTH,
  type: () => INT,
};
