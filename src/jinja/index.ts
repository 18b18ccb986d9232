import { succeed, type Result, type Source } from '../engine/diag/index.js';
import { compileTemplate } from './evaluate/compile-template.js';
import {
  DEFAULT_LIMITS,
  type Autoescape,
  type Environment,
  type Filter,
  type Limits,
  type Loader,
} from './evaluate/environment.js';
import type { TemplateFailure } from './evaluate/failure.js';
import { Library } from './evaluate/library.js';
import { render, type Rendered } from './evaluate/render.js';
import { FILTERS } from './filters/index.js';
import { GLOBALS } from './globals/index.js';
import { DEFAULT_SYNTAX, type SyntaxSettings } from './syntax/index.js';
import { TESTS } from './tests/index.js';
import type { Policy } from './values/undefined.js';
import type { Value } from './values/value.js';

export type { Diagnostic, Result, Source, Span } from '../engine/diag/index.js';
export type { TypedDict, TypedSet, TypedTuple, TypedValue } from '../engine/literal/index.js';
export { fromData, fromTyped, toTyped, type PlainData } from './evaluate/conversions.js';
export { DEFAULT_LIMITS } from './evaluate/environment.js';
export type { Autoescape, Filter, FilterContext, Limits, Loader } from './evaluate/environment.js';
export { explain, type ChainStep, type FailureKind, type TemplateFailure } from './evaluate/failure.js';
export type { Reads, TemplateRead } from './evaluate/reads.js';
export type { Rendered } from './evaluate/render.js';
export { moduleNamed, moduleNames } from './shims/index.js';
export type { SyntaxSettings } from './syntax/index.js';
export { builtins } from './types/builtins.js';
// Whoever imports this has given the values the methods of their types.
export { membersOf } from './types/index.js';
export { Dict } from './values/dict.js';
export { HostObject } from './values/host-object.js';
export type { Call, Host, Missing } from './values/host.js';
export { raise, type RaisedKind } from './values/raised.js';
export { SetValue } from './values/set.js';
export { reprOf, strOf } from './values/text.js';
export { isTrue } from './values/truth.js';
export type { Policy } from './values/undefined.js';
export { Bytes, Callable, Float, Markup, Module, Tuple, Type, type Run, type Value } from './values/value.js';

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

/** A compiled template, that can be rendered any number of times. */
export interface Template {
  readonly source: Source;
  /** `context` is what the template sees beside the globals; lists and dicts in it can be changed by the template. */
  render(context: ReadonlyMap<string, Value>): Result<Rendered, TemplateFailure>;
}

/** Compiles templates, and remembers those that the loader found. */
export interface TemplateEnvironment {
  /** `name` is what other templates and messages call it; leave it out for a text that no loader knows. */
  compile(source: Source, name?: string): Result<Template, TemplateFailure>;
}

export function createEnvironment(settings: Settings = {}): TemplateEnvironment {
  const environment = environmentOf(settings);
  const library = new Library(environment);
  return {
    compile(source, name) {
      const compiled = compileTemplate(source, name, environment);
      if (!compiled.ok) return compiled;
      const template = compiled.value;
      return succeed({ source, render: (context) => render({ environment, library, template, context }) });
    },
  };
}

function environmentOf(settings: Settings): Environment {
  const { extensions = [], autoescape = false, undefined: policy = 'default', loader } = settings;
  return {
    syntax: {
      ...DEFAULT_SYNTAX,
      ...settings.syntax,
      doTag: extensions.includes('do'),
      loopControls: extensions.includes('loopcontrols'),
    },
    autoescape,
    undefined: policy,
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    globals: new Map([...GLOBALS, ...(settings.globals ?? [])]),
    filters: new Map([...FILTERS, ...(settings.filters ?? [])]),
    tests: new Map([...TESTS, ...(settings.tests ?? [])]),
    loader,
  };
}
