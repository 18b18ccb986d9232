import type { Source } from '../../engine/diag/index.js';
import { isTrue } from '../values/truth.js';
import type { Call, Missing } from '../values/host.js';
import { keyOf } from '../values/key.js';
import { raise, Raised } from '../values/raised.js';
import { textIn } from '../values/text-in.js';
import { shownOf } from '../values/shown.js';
import { reprOf } from '../values/text.js';
import { messageOf, Undefined } from '../values/undefined.js';
import type { Value } from '../values/value.js';
import { NO_ARGUMENTS, type Environment, type Filter, type FilterContext } from './environment.js';
import { invoke } from './invoke.js';
import { Layer } from './layer.js';
import { getattr, getitem } from './lookup.js';
import type { TemplateModule } from './module.js';
import type { Meter } from './meter.js';
import { titleOf, type RootKind } from './site.js';
import type { Sink } from './sink.js';
import type { Trace } from './trace.js';

/** A block of a template, as the templates that extend it see it. */
export interface Block {
  readonly name: string;
  readonly run: (context: Context, sink: Sink) => void;
}

/** A compiled template. It keeps nothing of its renderings. */
export interface Template {
  /** What the loader knows it by; absent for a text that was given. */
  readonly name: string | undefined;
  readonly source: Source;
  readonly run: (how: RootKind, context: Context, sink: Sink) => void;
  readonly blocks: ReadonlyMap<string, Block>;
}

/** What all templates of one rendering share. */
export interface Rendering {
  readonly environment: Environment;
  readonly meter: Meter;
  readonly trace: Trace;
  /** Raises `TemplateNotFound`, and what is wrong with the text of the template. */
  load(name: Value, parent: string | undefined): Template;
  /** What a template that was imported without context is; made once. */
  moduleOf(template: Template): TemplateModule;
}

/** Whether what is printed at the moment is escaped; shared by a context and those derived from it. */
export interface Escaping {
  value: Value;
}

/** What one template sees and sets while it runs, and the host of the values in it. */
export class Context implements FilterContext {
  readonly rendering: Rendering;
  readonly environment: Environment;
  readonly templateName: string | undefined;
  /** What the template was given; never changed. */
  readonly given: Layer;
  /** What it set at top level. */
  readonly vars = new Map<string, Value>();
  readonly exported = new Set<string>();
  /** The blocks of each name: of the template that runs first, then of those that it extends. */
  readonly blocks: Map<string, Block[]>;
  readonly escaping: Escaping;

  constructor(rendering: Rendering, { templateName, given, blocks, escaping }: ContextParts) {
    this.rendering = rendering;
    this.environment = rendering.environment;
    this.templateName = templateName;
    this.given = given;
    this.blocks = blocks;
    this.escaping = escaping;
  }

  static of(rendering: Rendering, template: Template, given: Layer): Context {
    const { name, blocks } = template;
    const { autoescape } = rendering.environment;
    return new Context(rendering, {
      templateName: name,
      given,
      blocks: new Map([...blocks].map(([key, block]) => [key, [block]])),
      escaping: { value: typeof autoescape === 'function' ? autoescape(name) : autoescape },
    });
  }

  get autoescape(): boolean {
    const { value } = this.escaping;
    return typeof value === 'boolean' ? value : isTrue(value);
  }

  lookup(name: string): Value | undefined {
    const value = this.vars.get(name);
    return value === undefined ? this.given.find(name) : value;
  }

  /** All that is seen now; what is set later is not in it. */
  snapshot(locals?: ReadonlyMap<string, Value>): Layer {
    const layer = this.vars.size === 0 ? this.given : new Layer(new Map(this.vars), this.given);
    return locals === undefined || locals.size === 0 ? layer : new Layer(locals, layer);
  }

  /** The same template with more to see: what scoped blocks run in. */
  derived(locals: ReadonlyMap<string, Value>): Context {
    return new Context(this.rendering, {
      templateName: this.templateName,
      given: this.snapshot(locals),
      blocks: new Map([...this.blocks].map(([name, stack]) => [name, [...stack]])),
      escaping: this.escaping,
    });
  }

  spend(steps: number): void {
    this.rendering.meter.spend(steps);
  }

  reserve(size: number, before?: number): void {
    this.rendering.meter.reserve(size, before);
  }

  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Value {
    return invoke(callee, { positional, named }, this);
  }

  undefined(missing: Missing): Value {
    this.spend(1);
    return new Undefined(this.environment.undefined, missing);
  }

  get newlineSequence(): string {
    return this.environment.syntax.newlineSequence;
  }

  has(kind: 'filter' | 'test', name: string): boolean {
    return this.#all(kind).has(name);
  }

  callFilter(name: Value, value: Value, call: Call = NO_ARGUMENTS): Value {
    return this.#apply('filter', name, { value, call });
  }

  callTest(name: Value, value: Value, call: Call = NO_ARGUMENTS): Value {
    return this.#apply('test', name, { value, call });
  }

  getattr(value: Value, name: string): Value {
    return getattr(value, name, this);
  }

  getitem(value: Value, key: Value): Value {
    return getitem(value, key, this);
  }

  #all(kind: 'filter' | 'test'): ReadonlyMap<string, Filter> {
    return kind === 'filter' ? this.environment.filters : this.environment.tests;
  }

  #apply(kind: 'filter' | 'test', name: Value, { value, call }: { readonly value: Value; readonly call: Call }): Value {
    const apply = this.#registered(kind, name);
    try {
      return apply(value, call, this);
    } catch (error) {
      // It is not the one that stands in the template which has wrong arguments.
      if (!(error instanceof Raised) || error.mistake === undefined || error.mistake.of !== undefined) throw error;
      const of = (): string => titleOf(kind, textIn(name) ?? shownOf(name));
      raise(error.kind, error.message, { ...error.mistake, of });
    }
  }

  #registered(kind: 'filter' | 'test', name: Value): Filter {
    const text = textIn(name);
    const found = text === undefined ? undefined : this.#all(kind).get(text);
    if (found !== undefined) return found;
    // Python looks it up in a dict, which not everything can be looked up in.
    keyOf(name);
    const message = `No ${kind} named ${reprOf(name, this)}.`;
    if (typeof text === 'string')
      return raise('TemplateRuntimeError', message, { sought: kind, name: text, known: () => this.#all(kind).keys() });
    if (!(name instanceof Undefined)) return raise('TemplateRuntimeError', message);
    const hint = `${messageOf(name)}; did you forget to quote the callable name?`;
    return raise('TemplateRuntimeError', `${message} (${hint})`);
  }
}

export interface ContextParts {
  readonly templateName: string | undefined;
  readonly given: Layer;
  readonly blocks: Map<string, Block[]>;
  readonly escaping: Escaping;
}
