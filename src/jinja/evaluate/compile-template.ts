import { fail, locate, succeed, type Result, type Source } from '../../engine/diag/index.js';
import { parseTemplate } from '../syntax/index.js';
import { compileTree } from './compile/compile.js';
import { CompileStop } from './compile/unit.js';
import type { Template } from './context.js';
import type { Environment } from './environment.js';
import type { TemplateFailure } from './failure.js';

/** Reads a template and compiles it; `name` is what the loader knows it by. */
export function compileTemplate(
  source: Source,
  name: string | undefined,
  environment: Environment,
): Result<Template, TemplateFailure> {
  const tree = parseTemplate(source, environment.syntax);
  const rest = { templateName: name, chain: [], nearest: undefined, reads: undefined };
  if (!tree.ok) return fail({ ...tree.failures[0], ...rest });
  try {
    return succeed(compileTree(tree.value, name, environment));
  } catch (error) {
    if (!(error instanceof CompileStop)) throw error;
    const { kind, message, place } = error;
    const span = { source, start: place.start, end: place.end };
    return fail({ kind, message, span, line: locate(source, place.at).line, ...rest });
  }
}
