import { excerpt, type Diagnostic, type Span } from '../diag/index.js';
import { strip, type ValueLine } from '../profile/index.js';
import { MACROS } from '../resolve/index.js';
import { writtenOptions, type Subject, type WrittenOption } from './subject.js';
import { warning } from './warning.js';

const HEADER = /^\[\s*([^\s#[\]:;{}]+)\s*(?::[^#;]*)?\](?:\s*[#;].*)?$/u;
const OPTION = /^([^\s{}[\]=:]+)\s+[-+]?=(?:\s|$)/u;

/**
 * `indented-header`: a line of a value that was meant to open a section. Values may well hold such lines, so it is told
 * only where the value began on the option's own line, where the line stands further left than the value it would
 * belong to, and where something asks for a section of that name and there is none.
 */
export function* indentedHeaders(subject: Subject): Generator<Diagnostic, void, undefined> {
  const isMissing = missingSections(subject);
  for (const written of writtenOptions(subject)) {
    const [first, ...others] = written.option.lines;
    const margin = indentation(others.find(({ text }) => text !== '')?.text ?? '');
    for (const line of others) {
      const [text, name = ''] = HEADER.exec(strip(line.text)) ?? [];
      if (text === undefined) continue;
      const isOutside = written.option.block ? indentation(line.text) < margin : !opensText(first);
      if (!isOutside && !isMissing(name)) continue;
      const message = `\`${text}\` is indented, so it is text of \`${nameOf(written)}\` and opens no section`;
      yield warning('indented-header', message, { at: spanOf(line, text, written), hint: START });
    }
  }
}

const START = 'write it at the start of the line';

/** A value such as `inline:`, or one whose last character asks for more, goes on below in its own language. */
function opensText({ text }: ValueLine): boolean {
  return /[:|({[\\,]$/u.test(text);
}

/** Names that parts, references or macros ask for, without a section of that name. */
function missingSections({ merged, survey }: Subject): (name: string) => boolean {
  const asked = new Set<string>();
  for (const reference of survey.referencedNames) asked.add(reference.slice(0, reference.indexOf(':')));
  for (const { options } of merged.sections.values()) {
    for (const name of options.get(MACROS)?.value.text.split('\n') ?? []) asked.add(strip(name));
  }
  for (const name of (merged.buildout('parts') ?? '').split(/\s+/u)) asked.add(name);
  return (name) => asked.has(name) && !merged.sections.has(name);
}

/**
 * `indented-option`: a line of a value that was meant as the next option. Told only where the value began on the
 * option's own line, and the line has the form `name = …` with the name of an option that the section's recipe knows
 * or that some reference asks the section for.
 */
export function* indentedOptions(subject: Subject): Generator<Diagnostic, void, undefined> {
  const { parts, survey } = subject;
  for (const written of writtenOptions(subject)) {
    const [first, ...others] = written.option.lines;
    if (written.option.block || opensText(first)) continue;
    const section = written.section.name;
    for (const line of others) {
      const [start, name = ''] = OPTION.exec(line.text) ?? [];
      if (start === undefined) continue;
      const known = Object.hasOwn(parts.get(section)?.definition.options ?? {}, name);
      if (!known && !survey.referencedNames.has(`${section}:${name}`)) continue;
      const message = `\`${name} =\` is indented, so it is text of \`${nameOf(written)}\` and sets nothing`;
      yield warning('indented-option', message, { at: spanOf(line, name, written), hint: START });
    }
  }
}

/** Options that are read as words wherever they stand. */
const WORDS: ReadonlySet<string> = new Set([
  'configure-options',
  'eggs',
  'extends',
  'make-options',
  'make-targets',
  'parts',
  'patches',
  'patch-options',
]);

/** `indented-comment`: an indented `#` starts no comment; in a list of words it and what follows are words. */
export function* indentedComments(subject: Subject): Generator<Diagnostic, void, undefined> {
  for (const written of writtenOptions(subject)) {
    if (!WORDS.has(written.option.name)) continue;
    for (const line of written.option.lines.slice(1)) {
      const text = strip(line.text);
      if (!text.startsWith('#')) continue;
      const message = `\`${excerpt(text)}\` is indented, so it is no comment: its words are part of \`${nameOf(written)}\``;
      yield warning('indented-comment', message, { at: spanOf(line, text, written), hint: START });
    }
  }
}

function nameOf({ section, option }: WrittenOption): string {
  return `${section.name}:${option.name}`;
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}

function spanOf(line: ValueLine, text: string, { section }: WrittenOption): Span {
  const start = line.start + line.text.indexOf(text);
  return { source: section.header.source, start, end: start + text.length };
}
