import { nearestName, type Diagnostic, type Span } from '../diag/index.js';
import type { MissingOption, MissingSection } from './failures.js';
import type { SectionState } from './section-state.js';
import type { Reference } from './template.js';

/** `names`: the sections that there are. */
export function missingSection(
  named: Pick<MissingSection, 'section' | 'at' | 'trail'>,
  names: Iterable<string>,
): MissingSection {
  return { kind: 'missing-section', ...named, nearest: nearestName(named.section, names) };
}

export function missingOption(
  { name: section, expanded, exports, isFinished }: SectionState,
  named: Pick<MissingOption, 'option' | 'at' | 'trail'>,
): MissingOption {
  const nearest = nearestName(named.option, [...expanded.names, ...exports.keys()]);
  const isUnfinished = !isFinished && expanded.options.has('recipe');
  return { kind: 'missing-option', section, ...named, declaredAt: expanded.headers, nearest, isUnfinished };
}

/** `$<…>` that looks like a reference and is none. */
export function unknownAngle({ section, text }: Reference, at: Span, names: Iterable<string>): Diagnostic {
  const message = `\`${text}\` is kept as text: there is no section \`${section}\``;
  const nearest = nearestName(section, names);
  const hint =
    nearest === undefined ? 'nothing is to be done if it is meant as text' : `did you mean the section \`${nearest}\`?`;
  return { code: 'unknown-angle-reference', severity: 'warning', message, at, notes: [], hint };
}
