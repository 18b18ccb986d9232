import { excerpt } from '../diag/index.js';
import { hintForOwnPlace, hintForText, type Sight } from './hints.js';
import type { BadText } from './template.js';

/** What is wrong with a `${…}` that is no reference, and what may be meant. */
export interface BadReferenceWords {
  /** The part of the text that is to blame. */
  readonly text: string;
  /** Completes "`text` …". */
  readonly problem: string;
  readonly hint: string;
}

const FORM = 'write `${section:option}`';
const NAMES = 'names in references hold letters, digits, blanks and `-._`';

export function describeBadReference({ kind, text }: BadText, sight: Sight): BadReferenceWords {
  const unclosed = unclosedPart(text);
  if (unclosed !== undefined)
    return { text: unclosed, problem: 'has no closing brace', hint: closing(unclosed, sight) };
  if (text.includes('${', 2))
    return { text, problem: 'holds another reference', hint: 'references cannot stand inside one another' };
  const written = { text, names: text.slice(2, -1).split(':') };
  switch (kind) {
    case 'substitution-no-colon':
      return { text, ...withoutColon(written, sight) };
    case 'substitution-too-many-colons':
      return { text, problem: 'has more than one colon', hint: twoReferences(written, sight) };
    case 'substitution-bad-section':
      return { text, ...withBadSection(written, sight) };
    case 'substitution-bad-option':
      return { text, ...withBadOption(written, sight) };
  }
}

interface Written {
  readonly text: string;
  /** What stands between the colons. */
  readonly names: readonly string[];
}
type Words = Omit<BadReferenceWords, 'text'>;

/** A brace that is only closed in another line, or behind another reference, is not closed; one inside a name is nested. */
function unclosedPart(text: string): string | undefined {
  const [line = ''] = text.split('\n', 1);
  const inner = line.indexOf('${', 2);
  if (inner === -1) return line.length < text.length ? line : undefined;
  return /^[-\w.:]*$/u.test(line.slice(2, inner)) ? undefined : line.slice(0, inner).trimEnd();
}

function closing(text: string, { section: own, hasOption, hasEscapes }: Sight): string {
  const [, section = '', option = ''] = /^\$\{([-\w.]*):([-\w.]+)/u.exec(text) ?? [];
  const isKnown = option !== '' && hasOption(section === '' ? own : section, option);
  if (isKnown) return `did you mean \`\${${section}:${option}}\`?`;
  return hasEscapes ? 'close it with `}`; for text write `$${`' : 'close it with `}`';
}

function withoutColon({ text, names: [name = ''] }: Written, sight: Sight): Words {
  if (name.trim() === '') return { problem: 'is empty', hint: orText(FORM, text, sight) };
  const problem = 'has no colon between section and option';
  return { problem, hint: meantWithoutColon(name, sight) ?? hintForText(text, sight) ?? FORM };
}

function meantWithoutColon(name: string, sight: Sight): string | undefined {
  if (sight.hasOption(sight.section, name)) return `did you mean \`\${:${name}}\`?`;
  const dot = name.lastIndexOf('.');
  const [section, option] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  if (sight.hasOption(section, option)) return `did you mean \`\${${section}:${option}}\`?`;
  if (sight.hasSection(name)) return orText(`\`${name}\` is a section: name one of its options`, `\${${name}}`, sight);
  return hintForOwnPlace(name, sight);
}

function twoReferences({ text, names: [section = '', ...options] }: Written, sight: Sight): string {
  const isTwo = options.length === 2 && options.every((option) => sight.hasOption(section, option));
  if (!isTwo) return orText(FORM, text, sight);
  return `write two references: \`${options.map((option) => `\${${section}:${option}}`).join(':')}\``;
}

function withBadSection({ text, names: [section = '', option = ''] }: Written, sight: Sight): Words {
  if (section === '' && option === '') return { problem: 'names no option', hint: 'write `${:option}`' };
  const problem = `has the section name \`${excerpt(section)}\`, which no reference can hold`;
  return { problem, hint: sight.hasSection(section) ? `${NAMES}: rename the section` : orText(NAMES, text, sight) };
}

function withBadOption({ text, names: [section = '', option = ''] }: Written, sight: Sight): Words {
  if (option === '') return { problem: 'names no option', hint: `write \`\${${section}:option}\`` };
  const problem = `has the option name \`${excerpt(option)}\`, which no reference can hold`;
  const isOfShell = /^[+=?%#/^,@]/u.test(option) && !sight.hasSection(section);
  return { problem, hint: (isOfShell ? hintForText(text, sight) : undefined) ?? orText(NAMES, text, sight) };
}

function orText(hint: string, text: string, sight: Sight): string {
  const forText = hintForText(text, sight);
  return forText === undefined ? hint : `${hint}; ${forText}`;
}
