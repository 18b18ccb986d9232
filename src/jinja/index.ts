import { succeed, type Result, type Source } from '../engine/diag/index.js';
import {
  checkedAutoescape,
  checkedFilters,
  checkedLimits,
  checkedLoader,
  checkGlobals,
  checkSource,
  oneOf,
} from './evaluate/check-settings.js';
import { checkValue } from './evaluate/check-value.js';
import { compileTemplate } from './evaluate/compile-template.js';
import type { Template as Compiled } from './evaluate/context.js';
import type { Autoescape, Environment, Filter, Limits, Loader } from './evaluate/environment.js';
import type { TemplateFailure } from './evaluate/failure.js';
import { contextFromData, type PlainData } from './evaluate/from-data.js';
import { Library } from './evaluate/library.js';
import { render, type Rendered } from './evaluate/render.js';
import { FILTERS } from './filters/index.js';
import { GLOBALS } from './globals/index.js';
import { DEFAULT_SYNTAX, type SyntaxSettings } from './syntax/index.js';
import { TESTS } from './tests/index.js';
import type { Policy } from './values/undefined.js';
import type { Value } from './values/value.js';

export { locate, type Diagnostic, type Result, type Source, type Span } from '../engine/diag/index.js';
export type { TypedDict, TypedSet, TypedTuple, TypedValue } from '../engine/literal/index.js';
export { fromTyped, toTyped } from './evaluate/conversions.js';
export { DEFAULT_LIMITS } from './evaluate/environment.js';
export type { Autoescape, Filter, FilterContext, Limits, Loader } from './evaluate/environment.js';
export { fromData, type PlainData } from './evaluate/from-data.js';
export { InvalidValue } from './evaluate/invalid-value.js';
export { explain, type ChainStep, type FailureKind, type Mistaken, type TemplateFailure } from './evaluate/failure.js';
export type { Reads, TemplateRead } from './evaluate/reads.js';
export type { Rendered } from './evaluate/render.js';
export {
  contains,
  equals,
  escape,
  fromJson,
  intOf,
  isLess,
  isSafe,
  isTrue,
  isUndefined,
  iterate,
  lengthOf,
  listOf,
  raise,
  Raised,
  reprOf,
  strOf,
  typeNameOf,
  type RaisedKind,
} from './operations.js';
export { moduleNamed, moduleNames } from './shims/index.js';
export type { SyntaxSettings } from './syntax/index.js';
export { builtins } from './types/builtins.js';
export { Dict } from './values/dict.js';
export { HostObject } from './values/host-object.js';
export type { Call, Host, Missing } from './values/host.js';
export { SetValue } from './values/set.js';
export type { Policy } from './values/undefined.js';
export {
  Bytes,
  Callable,
  Float,
  Instance,
  Iterator,
  Markup,
  Module,
  Range,
  Tuple,
  Type,
  type Run,
  type TypeFacts,
  type Value,
} from './values/value.js';

/** How templates are read and rendered; what is left out is as in `jinja2.Environment()`. */
export interface Settings {
  /** Delimiters, white space and line statements. */
  readonly syntax?: Partial<Omit<SyntaxSettings, 'doTag' | 'loopControls'>>;
  /** `jinja2.ext.do` and `jinja2.ext.loopcontrols`. */
  readonly extensions?: readonly ('do' | 'loopcontrols')[];
  readonly autoescape?: Autoescape;
  readonly undefined?: Policy;
  readonly limits?: Partial<Limits>;
  /** On top of Jinja's own, as are filters and tests. */
  readonly globals?: ReadonlyMap<string, Value>;
  readonly filters?: ReadonlyMap<string, Filter>;
  readonly tests?: ReadonlyMap<string, Filter>;
  /** Finds the templates that others extend, include and import. */
  readonly loader?: Loader;
}

/** What a template sees beside the globals: values by their names, or an object of plain data. */
export type GivenContext = ReadonlyMap<string, Value> | Readonly<Record<string, PlainData>>;

/** A compiled template, that can be rendered any number of times. */
export interface Template {
  readonly source: Source;
  /** Lists and dicts in a map of values can be changed by the template; of an object, it has copies. */
  render(context?: GivenContext): Result<Rendered, TemplateFailure>;
}

/** Compiles templates, and remembers those that the loader found. */
export interface TemplateEnvironment {
  /** `name` is what other templates and messages call it; leave it out for a text that no loader knows. */
  compile(source: Source, name?: string): Result<Template, TemplateFailure>;
  /** Compiles what the loader has under a name; fails with `TemplateNotFound` when that is nothing. */
  load(name: string): Result<Template, TemplateFailure>;
}

/** Throws `InvalidValue` for settings that are none. */
export function createEnvironment(settings: Settings = {}): TemplateEnvironment {
  const environment = environmentOf(settings);
  const library = new Library(environment);
  const publish = (compiled: Result<Compiled, TemplateFailure>): Result<Template, TemplateFailure> => {
    if (!compiled.ok) return compiled;
    const template = compiled.value;
    const { source } = template;
    return succeed({
      source,
      render: (given = {}) => render({ environment, library, template, context: contextOf(given) }),
    });
  };
  return {
    compile: (source, name) =>
      publish(compileTemplate(checkSource(source, 'what is to be compiled'), name, environment)),
    load: (name) => publish(library.load(name)),
  };
}

function contextOf(given: GivenContext): ReadonlyMap<string, Value> {
  if (!isMap(given)) return contextFromData(given);
  for (const [name, value] of given) checkValue(value, { what: 'context value', path: { step: name } });
  return given;
}

function isMap(given: GivenContext): given is ReadonlyMap<string, Value> {
  return given instanceof Map;
}

function environmentOf(settings: Settings): Environment {
  const { extensions = [], globals = NONE, filters = NONE, tests = NONE } = settings;
  for (const extension of extensions) oneOf('an extension', extension, ['do', 'loopcontrols']);
  checkGlobals(globals);
  return {
    syntax: {
      ...DEFAULT_SYNTAX,
      ...settings.syntax,
      doTag: extensions.includes('do'),
      loopControls: extensions.includes('loopcontrols'),
    },
    autoescape: checkedAutoescape(settings.autoescape ?? false),
    undefined: oneOf('`undefined`', settings.undefined ?? 'default', ['default', 'strict', 'chainable', 'debug']),
    limits: checkedLimits(settings.limits),
    globals: new Map([...GLOBALS, ...globals]),
    filters: new Map([...FILTERS, ...checkedFilters('filter', filters)]),
    tests: new Map([...TESTS, ...checkedFilters('test', tests)]),
    loader: checkedLoader(settings.loader),
  };
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
