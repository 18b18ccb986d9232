import type { Diagnostic } from '../diag/index.js';
import { splitWords, strip, type ValueLine } from '../profile/index.js';
import { optionValue, type Contribution, type ExpandedSection } from '../resolve/index.js';
import { conditionalSections, type Subject } from './subject.js';
import { warning } from './warning.js';

/**
 * `removes-nothing`: a line of `x -=` is none of the lines that `x` has. Not told of a section that has a header with
 * a condition: what stands below that may be there on another machine.
 */
export function* uselessRemovals(subject: Subject): Generator<Diagnostic, void, undefined> {
  const conditional = conditionalSections(subject);
  for (const { name } of subject.merged.sections.values()) {
    const expanded = conditional.has(name) ? undefined : subject.merged.expand(name);
    if (expanded?.ok === true) yield* removalsIn(expanded.value);
  }
}

function* removalsIn({ name: section, options }: ExpandedSection): Generator<Diagnostic, void, undefined> {
  for (const { name, contributions } of options.values()) {
    const removals = contributions.flatMap((contribution, index) => {
      // What a macro removes is told there, not in each section that is made from it.
      if (contribution.operation !== 'remove' || contribution.section !== section) return [];
      return [{ contribution, base: optionValue(contributions.slice(0, index)).text.split('\n') }];
    });
    // In dialect `zc` a file may be merged more than once.
    const found = new Set(removals.flatMap(linesFound));
    for (const removal of removals) yield* notFound(`${section}:${name}`, removal, found);
  }
}

interface Removal {
  readonly contribution: Contribution;
  /** The lines of the value before it. */
  readonly base: readonly string[];
}

function linesFound({ contribution: { text }, base }: Removal): readonly ValueLine[] {
  return text.lines.filter((line) => base.includes(line.text));
}

function* notFound(
  name: string,
  { contribution, base }: Removal,
  found: ReadonlySet<ValueLine>,
): Generator<Diagnostic, void, undefined> {
  const { source } = contribution.layer;
  for (const line of contribution.text.lines) {
    const text = strip(line.text);
    if (text === '' || found.has(line)) continue;
    const start = line.start + line.text.indexOf(text);
    const message = `\`${text}\` is no line of \`${name}\`, so \`-=\` does not remove it`;
    const at = { source, start, end: start + text.length };
    yield warning('removes-nothing', message, { at, hint: hintFor(text, base) });
  }
}

function hintFor(wanted: string, base: readonly string[]): string {
  if (base.some((line) => strip(line) === wanted)) return 'the blanks before a line count: write it as it stands there';
  const isWord = base.some((line) => splitWords(line).some(({ text }) => text === wanted));
  if (isWord) return 'only whole lines are removed, and there it stands on one line with others';
  return 'correct the line, or take it out';
}
