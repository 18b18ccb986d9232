import type { Source } from '../../engine/diag/index.js';
import type { SyntaxSettings } from '../syntax/index.js';
import type { Call, Host } from '../values/host.js';
import type { Policy } from '../values/undefined.js';
import type { Value } from '../values/value.js';

/** How much a rendering may do before it ends with a `LimitError`. */
export interface Limits {
  /** Iterations, calls, and what the operations of values count. */
  readonly steps: number;
  /** Characters of the output, and of every text that is captured on the way. */
  readonly outputSize: number;
  /** Macros, includes, imports, blocks and recursive loops within each other. */
  readonly depth: number;
  /** Characters or items of one value. */
  readonly valueSize: number;
}

export const DEFAULT_LIMITS: Limits = {
  steps: 20_000_000,
  outputSize: 2 ** 26,
  depth: 200,
  valueSize: 2 ** 24,
};

/** Whether a template escapes what it prints, by its name; of a template without a name, `undefined` is asked. */
export type Autoescape = boolean | ((name: string | undefined) => boolean);

/** Answers the text of a template, or `undefined` when there is none; `parent` is the template that asks. */
export type Loader = (name: string, parent: string | undefined) => Source | undefined;

/** What all templates of an environment share. Nothing of it changes. */
export interface Environment {
  readonly syntax: SyntaxSettings;
  readonly autoescape: Autoescape;
  /** How the values of what is missing behave. */
  readonly undefined: Policy;
  readonly limits: Limits;
  readonly globals: ReadonlyMap<string, Value>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Filter>;
  /** Absent: every template that is asked for is a `TypeError`, as in an environment of Jinja without a loader. */
  readonly loader: Loader | undefined;
}

/**
 * A filter or a test. `call` holds the arguments in the parentheses, without the value; wrong ones raise what the Python
 * function raises. A test answers anything whose truth counts.
 */
export type Filter = (value: Value, call: Call, context: FilterContext) => Value;

/** What a filter, a test or a called value may ask of the place that it is used in. */
export interface FilterContext extends Host {
  /** What every line break of a template becomes. */
  readonly newlineSequence: string;
  /** `None` where the template has no name. */
  readonly templateName: string | undefined;
  /** The value of a name of the context: what was set at top level, what was given, a global; `undefined` without one. */
  lookup(name: string): Value | undefined;
  /** Whether the environment has a filter, or a test, of that name. */
  has(kind: 'filter' | 'test', name: string): boolean;
  /** Uses a filter by its name, as `map` does; raises `TemplateRuntimeError` for one that there is not. */
  callFilter(name: Value, value: Value, call?: Call): Value;
  /** Uses a test by its name, as `select` does. */
  callTest(name: Value, value: Value, call?: Call): Value;
  /** `value.name` of a template: the attribute, else the item, else an undefined value. */
  getattr(value: Value, name: string): Value;
  /** `value[key]` of a template: the item, else (for a string) the attribute, else an undefined value. */
  getitem(value: Value, key: Value): Value;
}

export const NO_NAMED: ReadonlyMap<string, Value> = new Map();

/** A call without arguments. */
export const NO_ARGUMENTS: Call = { positional: [], named: NO_NAMED };
