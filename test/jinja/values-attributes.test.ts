import { describe, expect, test } from 'vitest';
import { add } from '../../src/jinja/values/arithmetic.js';
import { attributeOf, membersOf, registerMembers } from '../../src/jinja/values/attributes.js';
import { contains } from '../../src/jinja/values/contains.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { equals } from '../../src/jinja/values/equal.js';
import { HostObject } from '../../src/jinja/values/host-object.js';
import { iterate, lengthOf, listOf } from '../../src/jinja/values/iterate.js';
import { escape } from '../../src/jinja/values/markup.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { itemOf, sliceOf } from '../../src/jinja/values/subscript.js';
import { reprOf, strOf } from '../../src/jinja/values/text.js';
import { isTrue } from '../../src/jinja/values/truth.js';
import { messageOf, Undefined } from '../../src/jinja/values/undefined.js';
import { Callable, Float, Markup, Module, Range, Tuple, Type, type Value } from '../../src/jinja/values/value.js';
import { hostWith, iteratorOf, raised } from './values-samples.js';

const host = hostWith();

describe('attributes', () => {
  const int = new Type('shape', {
    run: () => null,
    holds: (value) => typeof value === 'number',
    members: new Map([['sides', 4]]),
  });
  registerMembers('shape', { methods: new Map([['grow', (self, { positional: [by = 1] }) => add(self, by, host)]]) });
  registerMembers('range', {
    methods: new Map([['twice', (self) => lengthOf(self, host) * 2]]),
    properties: new Map([['start', (self) => (self instanceof Range ? self.start : null)]]),
  });

  function call(callee: Value | undefined, ...positional: Value[]): Value {
    return callee instanceof Callable ? callee.run({ positional, named: new Map() }, host) : 'it cannot be called';
  }

  test('are those of the tables, methods bound to their value', () => {
    const range = new Range(4, 9, 1);
    const twice = attributeOf(range, 'twice', host);
    expect(call(twice)).toBe(10);
    expect(reprOf(twice ?? null, host)).toBe('<built-in method twice of range object>');
    expect(attributeOf(range, 'start', host)).toBe(4);
    expect([...(membersOf(range)?.keys() ?? [])]).toEqual(['twice']);
  });

  test('of a type are its own, then the methods of its values', () => {
    expect(attributeOf(int, 'sides', host)).toBe(4);
    expect(attributeOf(int, '__name__', host)).toBe('shape');
    const grow = attributeOf(int, 'grow', host);
    expect(reprOf(grow ?? null, host)).toBe("<method 'grow' of 'shape' objects>");
    expect(call(grow, 4, 3)).toBe(7);
    expect(raised(() => call(grow))).toBe('TypeError: unbound method shape.grow() needs an argument');
    expect(raised(() => call(grow, 'x'))).toBe(
      "TypeError: descriptor 'grow' for 'shape' objects doesn't apply to a 'str' object",
    );
  });

  test.each([
    'constructor',
    '__proto__',
    '__class__',
    '__globals__',
    '__subclasses__',
    'toString',
    'length',
    'value',
    'run',
  ])('there is no `%s` of anything', (name) => {
    const values: Value[] = [
      null,
      true,
      1,
      10n ** 30n,
      new Float(1),
      'a',
      [1],
      new Tuple([1]),
      new Dict(),
      new SetValue(),
      new Range(0, 1, 1),
      new Markup('a'),
      iteratorOf([]),
      new Callable('f', () => null),
      int,
      new Module('m', new Map()),
    ];
    expect(values.map((value) => attributeOf(value, name, host))).toEqual(values.map(() => undefined));
  });
});

describe('objects that say themselves how they behave', () => {
  class Plain extends HostObject {
    readonly typeName = 'Plain';
    override readonly moduleName = 'jinja2.utils';
  }

  class Full extends Plain {
    override readonly typeName = 'Plain';
    override attribute(name: string): Value | undefined {
      return name === 'own' ? 'attribute' : undefined;
    }
    override item(key: Value): Value {
      return ['item', key];
    }
    override iterate(): readonly Value[] {
      return [1, 2];
    }
    override length(): number {
      return 0;
    }
    override str(): string {
      return '<b>';
    }
    override repr(): string {
      return '<Full>';
    }
    override html(): string {
      return '<i>';
    }
  }

  test('are asked', () => {
    const full = new Full();
    expect(attributeOf(full, 'own', host)).toBe('attribute');
    expect(itemOf(full, 3, host)).toEqual(['item', 3]);
    expect(listOf(full, host)).toEqual([1, 2]);
    expect(contains(full, 2, host)).toBe(true);
    expect(isTrue(full)).toBe(false);
    expect([strOf(full, host), reprOf([full], host)]).toEqual(['<b>', '[<Full>]']);
    expect(escape(full, host).text).toBe('<i>');
    expect(add(new Markup('&'), full, host)).toEqual(new Markup('&<i>'));
  });

  test('are plain objects otherwise', () => {
    const plain = new Plain();
    expect(isTrue(plain)).toBe(true);
    expect(reprOf(plain, host)).toBe('<jinja2.utils.Plain object>');
    expect(equals(plain, new Plain(), host)).toBe(false);
    expect(Dict.of([[plain, 1]]).get(plain)).toBe(1);
    expect([
      raised(() => iterate(plain, host)),
      raised(() => lengthOf(plain, host)),
      raised(() => itemOf(plain, 1, host)),
      raised(() => contains(plain, 1, host)),
      raised(() => sliceOf(plain, { start: null, stop: null, step: null }, host)),
    ]).toEqual([
      "TypeError: 'Plain' object is not iterable",
      "TypeError: object of type 'Plain' has no len()",
      "TypeError: 'Plain' object is not subscriptable",
      "TypeError: argument of type 'Plain' is not iterable",
      "TypeError: 'Plain' object is not subscriptable",
    ]);
    expect(messageOf(new Undefined('default', { of: plain, name: 'x' }))).toBe(
      "'jinja2.utils.Plain object' has no attribute 'x'",
    );
  });
});
