import { builtins, markupType } from '../../src/jinja/types/builtins.js';
import { missingAttribute } from '../../src/jinja/types/missing-attribute.js';
import * as arithmetic from '../../src/jinja/values/arithmetic.js';
import { attributeOf } from '../../src/jinja/values/attributes.js';
import { Dict } from '../../src/jinja/values/dict.js';
import type { Host } from '../../src/jinja/values/host.js';
import { intOf } from '../../src/jinja/values/int.js';
import { raise, Raised } from '../../src/jinja/values/raised.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { itemOf } from '../../src/jinja/values/subscript.js';
import { reprOf } from '../../src/jinja/values/text.js';
import { typeNameOf } from '../../src/jinja/values/type-name.js';
import { Bytes, Callable, Float, Tuple, type Value } from '../../src/jinja/values/value.js';

/** The syntax of a case, as `oracle/evaluate.py` writes it. */
export type Tree =
  | readonly ['constant', string | boolean | null]
  | readonly ['int' | 'float' | 'name', string]
  | readonly ['bytes', readonly number[]]
  | readonly ['list' | 'tuple' | 'set', readonly Tree[]]
  | readonly ['dict', readonly (readonly [Tree, Tree])[]]
  | readonly ['attribute', Tree, string]
  | readonly ['item', Tree, Tree]
  | readonly ['call', Tree, readonly Tree[], readonly (readonly [string, Tree])[]]
  | readonly ['operator', string, Tree, Tree]
  | readonly ['negative', Tree]
  | readonly ['assign', string, Tree];

/** What Python made of the source. */
export interface Case {
  readonly source: string;
  readonly tree: readonly Tree[];
  readonly repr?: string;
  readonly kind?: string;
  readonly message?: string;
}

/** As the case has it: the `repr`, or the kind and the message of the exception. */
export type Outcome = Pick<Case, 'repr' | 'kind' | 'message'>;

const ROOM = 2 ** 24;

export const host: Host = {
  autoescape: false,
  spend() {
    // Cases are short.
  },
  reserve(size) {
    if (size > ROOM) raise('LimitError', `no room for ${size}`);
  },
  call(callee, positional, named = new Map()) {
    if (callee instanceof Callable) return callee.run({ positional, named }, host);
    return raise('TypeError', `'${typeNameOf(callee)}' object is not callable`);
  },
  undefined: () => null,
};

export function run({ tree }: Pick<Case, 'tree'>): Outcome {
  const names = new Map<string, Value>([...builtins, ['Markup', markupType]]);
  try {
    let last: Value = null;
    for (const statement of tree) last = evaluate(statement, names);
    return { repr: reprOf(last, host) };
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return { kind: error.kind, message: error.message };
  }
}

type Names = Map<string, Value>;

function evaluate(tree: Tree, names: Names): Value {
  const inner = (part: Tree): Value => evaluate(part, names);
  switch (tree[0]) {
    case 'constant':
      return tree[1];
    case 'int':
      return intOf(BigInt(tree[1]));
    case 'float':
      return new Float(Number(tree[1].replace('inf', 'Infinity')));
    case 'bytes':
      return new Bytes(Uint8Array.from(tree[1]));
    case 'name':
      return known(names, tree[1]);
    case 'list':
      return tree[1].map(inner);
    case 'tuple':
      return new Tuple(tree[1].map(inner));
    case 'set':
      return SetValue.of(tree[1].map(inner));
    case 'dict':
      return Dict.of(tree[1].map(([key, value]) => [inner(key), inner(value)] as const));
    case 'attribute':
      return attribute(inner(tree[1]), tree[2]);
    case 'item':
      return itemOf(inner(tree[1]), inner(tree[2]), host);
    case 'call':
      return host.call(
        inner(tree[1]),
        tree[2].map(inner),
        new Map(tree[3].map(([name, value]) => [name, inner(value)])),
      );
    case 'operator':
      return OPERATORS[tree[1]]?.(inner(tree[2]), inner(tree[3]), host) ?? null;
    case 'negative':
      return arithmetic.negate(inner(tree[1]), host);
    case 'assign':
      names.set(tree[1], inner(tree[2]));
      return null;
  }
}

function known(names: Names, name: string): Value {
  const value = names.get(name);
  return value === undefined ? raise('NameError', name) : value;
}

const OPERATORS: Readonly<Record<string, typeof arithmetic.add>> = {
  '+': arithmetic.add,
  '-': arithmetic.subtract,
  '*': arithmetic.multiply,
  '%': arithmetic.modulo,
  '**': arithmetic.power,
};

function attribute(value: Value, name: string): Value {
  const found = attributeOf(value, name, host);
  return found === undefined ? missingAttribute(value, name) : found;
}
