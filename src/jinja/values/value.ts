import type { Mistake } from './mistake.js';

/**
 * A Python value. `null` is `None`, a boolean `bool`, a string `str`, an array `list`. A `number` is an `int` that
 * JavaScript counts exactly, a `bigint` an `int` beyond that (see `intOf`); a `float` is a `Float`. Everything else is an
 * `Instance`. Lists, dicts and sets are shared and changed in place, as in Python.
 */
export type Value = null | boolean | number | bigint | string | Value[] | Instance;

/** A value of a Python type that JavaScript has nothing like. */
export abstract class Instance {
  /** What messages call its type; see `typeNameOf`. */
  abstract readonly typeName: string;
}

export class Float extends Instance {
  readonly typeName = 'float';

  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }
}

export class Tuple extends Instance {
  readonly typeName: string = 'tuple';
  /** What `type(value).__module__` says. */
  readonly moduleName: string = 'builtins';
  /** The names of the items in a class of its own, as `collections.namedtuple` makes one; they stand in the `repr`. */
  readonly fields?: readonly string[];

  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
}

/** `range`; a step is never 0, and bounds and length are exact. */
export class Range extends Instance {
  readonly typeName = 'range';

  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export class Bytes extends Instance {
  readonly typeName = 'bytes';

  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }
}

/** A string that is safe to stand in HTML or XML as it is: `markupsafe.Markup`, a subclass of `str`. */
export class Markup extends Instance {
  readonly typeName = 'Markup';

  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** The arguments of a call. */
export interface Call {
  readonly positional: readonly Value[];
  /** In the order written. */
  readonly named: ReadonlyMap<string, Value>;
}

/** What a value's operations may ask of the rendering that they are part of. */
export interface Host {
  /** Counts work, one step for each item or character gone over; raises `LimitError` when the rendering has had its share. */
  spend(steps: number): void;
  /**
   * To be called before something of that many items or characters is made, or grows to them from `before`; raises
   * `LimitError` when it is too much.
   */
  reserve(size: number, before?: number): void;
  /** Calls a value as a template does; raises `TypeError` for one that cannot be called. Counts depth and steps. */
  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Value;
  /** Whether `Markup` is to be made where the environment escapes. */
  readonly autoescape: boolean;
  /** The undefined value of this environment for something that is missing. */
  undefined(missing: Missing): Value;
}

/** What an undefined value stands for. */
export interface Missing {
  /** The name, attribute or key that was asked for; absent when a filter or an empty branch made it. */
  readonly name?: Value;
  /** The value that was asked; absent for a name of the context. */
  readonly of?: Value;
  /** The whole message, instead of one made of the rest. */
  readonly hint?: string;
  /** What the error says of it when the value is used, where that is not the name or the attribute. */
  readonly mistake?: Mistake;
}

/** What a `Callable` does. */
export type Run = (call: Call, host: Host) => Value;

/** What can be called from a template. */
export class Callable extends Instance {
  readonly typeName: string;
  /** What `repr` and messages call it. */
  readonly name: string;
  readonly run: Run;

  constructor(name: string, run: Run, typeName = 'builtin_function_or_method') {
    super();
    this.name = name;
    this.run = run;
    this.typeName = typeName;
  }
}

/** How a `Type` is known beside its name. */
export interface TypeFacts {
  /** What making one does: `int('1')`. */
  readonly run: Run;
  /** Whether a value is of the type, for `isinstance`. */
  readonly holds: (value: Value) => boolean;
  /** What is looked up on the type itself: `dict.fromkeys`. */
  readonly members?: ReadonlyMap<string, Value>;
  /** What `type.__module__` says; `builtins` when left out. */
  readonly moduleName?: string;
}

/** A type as a value: `dict` in `dict(a=1)` and `dict.fromkeys(…)`, `int` in `isinstance(x, int)`. */
export class Type extends Callable {
  readonly members: ReadonlyMap<string, Value>;
  readonly holds: (value: Value) => boolean;
  readonly moduleName: string;

  constructor(name: string, { run, holds, members = new Map(), moduleName = 'builtins' }: TypeFacts) {
    super(name, run, 'type');
    this.moduleName = moduleName;
    this.holds = holds;
    this.members = members;
  }
}

/** A Python module, or another object whose members are known: attributes and nothing else. */
export class Module extends Instance {
  readonly name: string;
  readonly members: ReadonlyMap<string, Value>;
  readonly typeName: string;

  constructor(name: string, members: ReadonlyMap<string, Value>, typeName = 'module') {
    super();
    this.name = name;
    this.members = members;
    this.typeName = typeName;
  }
}

/** A value that is gone over once: generators, `iter(…)`, the lazy filters. */
export class Iterator extends Instance {
  readonly typeName: string;
  /** Answers `undefined` at the end, and from then on. */
  readonly next: () => Value | undefined;
  /** Of one that tells what it is made of. */
  readonly repr: ((host: Host) => string) | undefined;

  constructor(next: () => Value | undefined, typeName = 'generator', repr?: (host: Host) => string) {
    super();
    this.next = next;
    this.typeName = typeName;
    this.repr = repr;
  }
}
