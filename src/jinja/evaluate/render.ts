import { fail, locate, succeed, type Result } from '../../engine/diag/index.js';
import { forgetText } from '../values/code-points.js';
import { keyOf } from '../values/key.js';
import { raise, Raised, throwRaised } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { fail as failUndefined, Undefined } from '../values/undefined.js';
import { Unhosted } from '../values/unhosted.js';
import { Markup, type Value } from '../values/value.js';
import { Context, type Rendering, type Template } from './context.js';
import type { Environment } from './environment.js';
import { chainOf, type TemplateFailure } from './failure.js';
import { Layer } from './layer.js';
import { NO_LOADER, type Library } from './library.js';
import { makeModule } from './make-module.js';
import { Meter } from './meter.js';
import { mistakenOf, pointAt } from './mistaken.js';
import type { TemplateModule } from './module.js';
import { questionKey, type Reads, type TemplateRead } from './reads.js';
import { refusalOf } from './refusal.js';
import { Sink } from './sink.js';
import { START } from './site.js';
import { Trace } from './trace.js';

export interface Rendered {
  readonly text: string;
  readonly reads: Reads;
}

/** What `render` makes of a template. */
export interface RenderParts {
  readonly environment: Environment;
  readonly library: Library;
  readonly template: Template;
  readonly context: ReadonlyMap<string, Value>;
}

/** Renders a template: the one place where what it raised becomes a failure. */
export function render({ environment, library, template, context }: RenderParts): Result<Rendered, TemplateFailure> {
  const run = new Run(environment, library);
  const sink = new Sink(run.meter);
  const given = new Layer(context, run.globals, run.names);
  try {
    template.run('render', Context.of(run, template, given), sink);
    return succeed({ text: sink.take(), reads: run.reads });
  } catch (error) {
    return fail(failureOf(error, template, run));
  } finally {
    forgetText();
  }
}

/** A template that was asked for cannot be compiled. */
class LoadFailure extends Raised {
  readonly failure: TemplateFailure;

  constructor(failure: TemplateFailure) {
    const { kind, message } = failure;
    super(kind === 'SyntaxError' ? 'TemplateSyntaxError' : kind, message);
    this.failure = failure;
  }
}

class Run implements Rendering {
  readonly environment: Environment;
  readonly meter: Meter;
  readonly trace = new Trace();
  readonly globals: Layer;
  readonly names = new Set<string>();
  readonly #library: Library;
  /** By `questionKey`. */
  readonly #asked = new Map<string, TemplateRead>();
  readonly #loaded = new Map<string, Template>();
  readonly #modules = new Map<Template, TemplateModule>();

  constructor(environment: Environment, library: Library) {
    this.environment = environment;
    this.meter = new Meter(environment.limits);
    this.globals = new Layer(environment.globals);
    this.#library = library;
  }

  get reads(): Reads {
    return { names: [...this.names], templates: [...this.#asked.values()] };
  }

  load(wanted: Value, parent: string | undefined): Template {
    const { loader } = this.environment;
    if (loader === undefined) raise('TypeError', NO_LOADER);
    const name = nameIn(wanted);
    const key = questionKey(name, parent);
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const read = this.#asked.get(key) ?? { name, parent, source: loader(name, parent) };
    this.#asked.set(key, read);
    if (read.source === undefined) return raise('TemplateNotFound', name, { sought: 'template', name });
    const compiled = this.#library.template(read.source, name, parent);
    if (!compiled.ok) return throwRaised(new LoadFailure(compiled.failures[0]));
    this.#loaded.set(key, compiled.value);
    return compiled.value;
  }

  moduleOf(template: Template): TemplateModule {
    const known = this.#modules.get(template);
    if (known !== undefined) return known;
    const module = makeModule(template, Context.of(this, template, this.globals));
    this.#modules.set(template, module);
    return module;
  }
}

/** What is no name of a template is one that is not found. */
function nameIn(wanted: Value): string {
  if (typeof wanted === 'string') return wanted;
  if (wanted instanceof Markup) return wanted.text;
  if (wanted instanceof Undefined) return failUndefined(wanted);
  keyOf(wanted);
  return raise('TemplateNotFound', strOf(wanted, new Unhosted()));
}

function failureOf(error: unknown, { name, source }: Template, run: Run): TemplateFailure {
  const raised = refusalOf(error);
  const { steps, names } = run.trace.of(error);
  const chain = chainOf(steps);
  const { reads } = run;
  if (raised instanceof LoadFailure) {
    const { templateName: where, span, line } = raised.failure;
    const last = { role: { kind: 'compile' }, templateName: where, span, line } as const;
    return { ...raised.failure, chain: [...chain, last], reads };
  }
  const { kind, message, mistake } = raised;
  const site = steps.at(-1)?.site;
  const place = chain.at(-1) ?? {
    templateName: name,
    span: { source, start: 0, end: 0 },
    line: locate(source, START.at).line,
  };
  const { templateName, line } = place;
  const span = { ...place.span, ...(site !== undefined && pointAt(site, mistake)) };
  return {
    kind,
    message,
    templateName,
    span,
    line,
    chain,
    ...mistakenOf(mistake, { applied: site?.applied, names }),
    reads,
  };
}
