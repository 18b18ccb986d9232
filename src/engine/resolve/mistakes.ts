import { nearestName, type Diagnostic, type Span } from '../diag/index.js';
import type { MissingOption, MissingSection } from './failures.js';
import { hintForBlanks, hintForMissing, hintForOwnPlace, hintForText, meant, type Sight } from './hints.js';
import type { SectionState } from './section-state.js';
import type { Reference } from './template.js';

export interface NamedSection extends Pick<MissingSection, 'section' | 'at' | 'trail'> {
  /** The option that a reference asks for, and what can be seen from there. */
  readonly asked?: { readonly option: string; readonly sight: Sight };
}

/** `names`: the sections that there are. */
export function missingSection({ asked, ...named }: NamedSection, names: Iterable<string>): MissingSection {
  const hint = (asked && hintForAsked(named.section, asked)) ?? hintForMissing(named.section, names);
  return { kind: 'missing-section', ...named, hint };
}

function hintForAsked(section: string, { option, sight }: NonNullable<NamedSection['asked']>): string | undefined {
  // A default as the shell has it: no option is called so.
  const isOfShell = option.startsWith('-');
  return isOfShell ? hintForText(`\${${section}:${option}}`, sight) : hintForBlanks(section, option, sight);
}

export interface NamedOption extends Pick<MissingOption, 'option' | 'at' | 'trail'> {
  readonly sight: Sight;
  /** Whether a name like it is looked for. */
  readonly mayGuess: boolean;
}

export function missingOption(
  { name: section, expanded, exports, isFinished }: SectionState,
  { sight, mayGuess, ...named }: NamedOption,
): MissingOption {
  const { option } = named;
  const isOwn = sight.section === section;
  const hint =
    hintForBlanks(section, option, sight) ??
    (isOwn ? hintForOwnPlace(option, sight) : undefined) ??
    meant(nearestName(option, mayGuess ? [...expanded.names, ...exports.keys()] : []));
  const isUnfinished = !isFinished && expanded.options.has('recipe');
  return { kind: 'missing-option', section, ...named, declaredAt: expanded.headers, hint, isUnfinished };
}

/** `$<…>` that looks like a reference and is none. */
export function unknownAngle({ section, text }: Reference, at: Span, names: Iterable<string>): Diagnostic {
  const message = `\`${text}\` is kept as text: there is no section \`${section}\``;
  const nearest = nearestName(section, names);
  const hint =
    nearest === undefined ? 'nothing is to be done if it is meant as text' : `did you mean the section \`${nearest}\`?`;
  return { code: 'unknown-angle-reference', severity: 'warning', message, at, notes: [], hint };
}
