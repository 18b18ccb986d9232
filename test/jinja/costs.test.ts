import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed } from '../../src/jinja/index.js';
import { FILTERS } from '../../src/jinja/filters/index.js';
import { TESTS } from '../../src/jinja/tests/index.js';
import { membersOf } from '../../src/jinja/types/index.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { HostObject } from '../../src/jinja/values/host-object.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { Bytes, Callable, Iterator, Markup, Module, type Value } from '../../src/jinja/values/value.js';
import { CHEAP } from './costs-cheap.js';

const LONG = 2 ** 20;
const MANY = 100_000;

/** Values that take long to go over, and how many steps that must count at least: one for 128 characters or items. */
interface Large {
  readonly size: number;
  readonly make: () => Value;
}

const LARGE: Readonly<Record<string, Large>> = {
  str: { size: LONG, make: () => 'ab'.repeat(LONG / 2) },
  Markup: { size: LONG, make: () => new Markup('ab'.repeat(LONG / 2)) },
  bytes: { size: LONG, make: () => new Bytes(new Uint8Array(LONG).fill(97)) },
  list: { size: MANY, make: () => Array.from({ length: MANY }, (_, at) => at) },
  dict: { size: MANY, make: () => Dict.of(Array.from({ length: MANY }, (_, at): [Value, Value] => [at, at])) },
  set: { size: MANY, make: () => SetValue.of(Array.from({ length: MANY }, (_, at) => at)) },
  int: { size: 10_000, make: () => 2n ** 40_000n - 1n },
};

/** Goes over what an operation answers without a step of its own. */
class Drain extends HostObject {
  readonly typeName = 'Drain';
  override readonly moduleName = 'tests';

  override call([value]: readonly Value[]): Value {
    if (value instanceof Iterator) for (let left = 2 * MANY; left > 0 && value.next() !== undefined; left--);
    return null;
  }
}

const ARGUMENTS = ['', 'x', "'a'", '1', "'a', 'b'", "'a', x", "x, 'a'", 'x, 1', 'x, x'];

/** Whether a template ends well within the steps that the value is worth. */
class Gate {
  readonly #large: Large;
  readonly #environment;
  readonly #context = new Map<string, Value>([['drain', new Drain()]]);
  readonly found = new Set<string>();

  constructor(large: Large) {
    this.#large = large;
    this.#environment = createEnvironment({ extensions: ['do'], limits: { steps: large.size / 128 } });
    this.#refresh();
  }

  /** New values, as what is given may be changed. */
  #refresh(): void {
    this.#context.set('x', this.#large.make()).set('z', this.#large.make());
  }

  #changed(): boolean {
    const x = this.#context.get('x') ?? null;
    if (Array.isArray(x)) return x.length !== MANY || x[0] !== 0;
    return (x instanceof Dict || x instanceof SetValue) && x.size !== MANY;
  }

  try(name: string, expression: string, callee?: Value): void {
    if (this.found.has(name)) return;
    if (callee !== undefined) this.#context.set('f', callee);
    const compiled = this.#environment.compile({ path: 'main', text: `{% do drain(${expression}) %}` });
    if (!compiled.ok) return;
    if (compiled.value.render(this.#context).ok) this.found.add(name);
    if (this.#changed()) this.#refresh();
  }

  tryAll(name: string, write: (given: string) => string, callee?: Value): void {
    for (const given of ARGUMENTS) this.try(name, write(given), callee);
  }
}

const OPERATIONS = [
  ...['+', '*', '%', '-', '/', '//', '**', '~', '==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'and'].map(
    (operator) => `x ${operator} z`,
  ),
  ...['+', '*', '%', '-', '/', '//', '**', '<'].map((operator) => `x ${operator} 3`),
  '3 * x',
  '-x',
  '+x',
  'not x',
  'x[0]',
  'x[-1]',
  'x[1:-1]',
  'x[::2]',
  "x ~ 'a'",
  "'a' in x",
  '5 in x',
  '(-1) in x',
  "'%s' % x",
  "'%s' % (x,)",
  "'%d' % x",
  "'%r' % (x,)",
  "'%x' % x",
  '{x: 1}',
  '[x]',
  '(x, x) == (z, z)',
  '[x] < [z]',
];

const MODULES = (
  'base64 copy functools hashlib itertools json math netaddr operator os os.path re shlex six string textwrap ' +
  'urllib.parse six.moves six.moves.urllib.parse'
).split(' ');

function functions(): readonly (readonly [string, Callable])[] {
  const all: [string, Callable][] = [...builtins];
  for (const module of MODULES) {
    const found = moduleNamed(module);
    if (!(found instanceof Module)) throw new Error(`no module ${module}`);
    for (const [name, member] of found.members) if (member instanceof Callable) all.push([`${module}.${name}`, member]);
  }
  return all;
}

const KINDS = ['methods', 'filters', 'tests', 'operations', 'functions'] as const;

type Kinds = Readonly<Record<(typeof KINDS)[number], readonly string[]>>;

function cheapOf(large: Large): Kinds {
  const gates = {
    methods: new Gate(large),
    filters: new Gate(large),
    tests: new Gate(large),
    operations: new Gate(large),
    functions: new Gate(large),
  };
  for (const name of membersOf(large.make())?.keys() ?? [])
    gates.methods.tryAll(name, (given) => `x.${name}(${given})`);
  for (const name of FILTERS.keys()) gates.filters.tryAll(name, (given) => `x|${name}(${given})`);
  for (const name of TESTS.keys())
    if (/^\w+$/.test(name)) gates.tests.tryAll(name, (given) => `x is ${name}(${given})`);
  for (const operation of OPERATIONS) gates.operations.try(operation, operation);
  for (const [name, callee] of functions())
    for (const given of ARGUMENTS) if (given.includes('x')) gates.functions.try(name, `f(${given})`, callee);
  return byWhat((what) => [...gates[what].found]);
}

function exemptOf(kind: string): Kinds {
  return byWhat((what) =>
    CHEAP.filter((one) => one.what === what && one.kinds.split(' ').includes(kind)).flatMap(({ names }) =>
      names.split(', '),
    ),
  );
}

function byWhat(namesOf: (what: (typeof KINDS)[number]) => string[]): Kinds {
  const [methods, filters, tests, operations, functionNames] = KINDS.map((what) => namesOf(what).toSorted());
  return {
    methods: methods ?? [],
    filters: filters ?? [],
    tests: tests ?? [],
    operations: operations ?? [],
    functions: functionNames ?? [],
  };
}

describe('what goes over a large value counts it', () => {
  test.each(Object.entries(LARGE))(
    '%s',
    (kind, large) => {
      // What is not in the table counts too little; what is in it for nothing has to leave it.
      expect(cheapOf(large)).toStrictEqual(exemptOf(kind));
    },
    60_000,
  );
});
