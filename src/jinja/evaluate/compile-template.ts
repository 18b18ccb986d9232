import { fail, locate, succeed, type Result, type Source } from '../../engine/diag/index.js';
import { parseTemplate } from '../syntax/index.js';
import { compileTree } from './compile/compile.js';
import { CompileStop } from './compile/unit.js';
import type { Template } from './context.js';
import type { Environment } from './environment.js';
import type { TemplateFailure } from './failure.js';
import { mistakenOf } from './mistaken.js';
import { refusalOf } from './refusal.js';
import { START } from './site.js';

/** Reads a template and compiles it; `name` is what the loader knows it by. */
export function compileTemplate(
  source: Source,
  name: string | undefined,
  environment: Environment,
): Result<Template, TemplateFailure> {
  const rest = { templateName: name, chain: [], reads: undefined };
  try {
    const tree = parseTemplate(source, environment.syntax);
    if (!tree.ok) {
      const [{ mistake, ...failure }] = tree.failures;
      return fail({ ...failure, ...rest, ...mistakenOf(mistake) });
    }
    return succeed(compileTree(tree.value, name, environment));
  } catch (error) {
    const { kind, message, place, mistake } = stopOf(error);
    const span = { source, start: place.start, end: place.end };
    return fail({ kind, message, span, line: locate(source, place.at).line, ...rest, ...mistakenOf(mistake) });
  }
}

/** The parser has no place for what JavaScript has no room for. */
function stopOf(error: unknown): CompileStop {
  if (error instanceof CompileStop) return error;
  const { kind, message, mistake } = refusalOf(error);
  return new CompileStop(kind, message, { place: START, mistake });
}
