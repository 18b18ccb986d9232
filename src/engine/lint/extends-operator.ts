import type { Diagnostic } from '../diag/index.js';
import { writtenOptions, type Subject } from './subject.js';
import { warning } from './warning.js';

const BASES: ReadonlySet<string> = new Set(['extends', 'optional-extends']);

/** `extends-operator`: `extends +=` extends nothing; only an assignment is heard. */
export function* extendsOperators(subject: Subject): Generator<Diagnostic, void, undefined> {
  for (const { section, option, nameSpan } of writtenOptions(subject)) {
    if (section.name !== 'buildout' || option.operator === '=' || !BASES.has(option.name)) continue;
    const at = { ...nameSpan, end: option.operatorEnd };
    const message = `\`${option.name} ${option.operator}\` has no effect`;
    yield warning('extends-operator', message, { at, hint: `list every profile in one \`${option.name} =\`` });
  }
}
