import type { Diagnostic } from '../diag/index.js';
import { strip, type Profile } from '../profile/index.js';
import { MACROS } from '../resolve/index.js';
import { optionsOf, type Subject, type WrittenOption } from './subject.js';
import { warning } from './warning.js';

/**
 * `duplicate-option`, `repeated-macros`: one file says an option of a section twice, and only the last counts. Told
 * where nothing can be meant by it: below headers with one and the same condition, or below a header without one after
 * a header with one, which then is never heard. The other way round is the usual override.
 */
export function* repeatedOptions({ trees }: Subject): Generator<Diagnostic, void, undefined> {
  for (const tree of trees) yield* repeatedIn(tree);
}

function* repeatedIn(tree: Profile): Generator<Diagnostic, void, undefined> {
  /** The last option of a name, whatever its condition, and the last one below each condition. */
  const last = new Map<string, WrittenOption>();
  for (const written of optionsOf(tree)) {
    const { section, option } = written;
    const key = `${section.name}\0${option.name}`;
    const ownKey = `${key}\0${strip(section.condition?.text ?? '')}`;
    const lost = last.get(section.condition === undefined ? key : ownKey);
    if (lost !== undefined && option.operator === '=') yield repeated(lost, written);
    last.set(key, written).set(ownKey, written);
  }
}

function repeated(lost: WrittenOption, { section, option, nameSpan: at }: WrittenOption): Diagnostic {
  const notes = [{ message: 'what this says is lost', at: lost.nameSpan }];
  if (option.name === MACROS) {
    const message = `section \`${section.name}\` gets two lists of macros, and only the last counts`;
    return warning('repeated-macros', message, { at, notes, hint: 'write one list, one macro on each line' });
  }
  const name = `${section.name}:${option.name}`;
  const { operator } = lost.option;
  if (operator !== '=') {
    const message = `this sets \`${name}\` anew, whatever \`${operator}\` says above`;
    return warning('duplicate-option', message, { at, notes, hint: `write \`${operator}\` below it` });
  }
  const message = `\`${name}\` is set twice in this file, and only the last counts`;
  return warning('duplicate-option', message, { at, notes, hint: 'take one of them out, or write `+=`' });
}
