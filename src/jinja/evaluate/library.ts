import { fail, succeed, type Result, type Source } from '../../engine/diag/index.js';
import { compileTemplate } from './compile-template.js';
import type { Template } from './context.js';
import type { Environment } from './environment.js';
import type { FailureKind, TemplateFailure } from './failure.js';
import { mistakenOf } from './mistaken.js';

/**
 * The templates that an environment has compiled. For each question to the loader one is kept, until another text answers
 * it; questions with one name and one answer share it.
 */
export class Library {
  readonly #environment: Environment;
  /** By name, then by the template that asked. */
  readonly #kept = new Map<string, Map<string | undefined, Template>>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** What the loader has under a name, asked by no template. */
  load(name: string): Result<Template, TemplateFailure> {
    const { loader } = this.#environment;
    if (loader === undefined) return fail(failureToLoad('TypeError', NO_LOADER, name));
    const source = loader(name, undefined);
    if (source !== undefined) return this.template(source, name, undefined);
    return fail(failureToLoad('TemplateNotFound', name, name));
  }

  /** What the loader answered, compiled. */
  template(source: Source, name: string, parent: string | undefined): Result<Template, TemplateFailure> {
    const named = this.#kept.get(name) ?? new Map<string | undefined, Template>();
    this.#kept.set(name, named);
    const known = named.get(parent);
    if (known !== undefined && isSame(known.source, source)) return succeed(known);
    const shared = [...named.values()].find((template) => isSame(template.source, source));
    const compiled = shared === undefined ? compileTemplate(source, name, this.#environment) : succeed(shared);
    if (compiled.ok) named.set(parent, compiled.value);
    return compiled;
  }
}

function isSame(one: Source, other: Source): boolean {
  return one.text === other.text && one.path === other.path;
}

export const NO_LOADER = 'no loader for this environment specified';

/** Nothing was read yet: the place is an empty text of that name. */
function failureToLoad(kind: FailureKind, message: string, name: string): TemplateFailure {
  const span = { source: { path: name, text: '' }, start: 0, end: 0 };
  return { kind, message, templateName: name, span, line: 1, chain: [], reads: undefined, ...mistakenOf(undefined) };
}
