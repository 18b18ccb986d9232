import type { Diagnostic, Span } from '../diag/index.js';
import { strip } from '../profile/index.js';
import {
  linesOf,
  MACROS,
  type Contribution,
  type MergedOption,
  type MergedProfile,
  type MergedSection,
} from '../resolve/index.js';
import { nameSpanOf } from './subject.js';
import { warning } from './warning.js';

/**
 * `hidden-macro-value`: `x += 2` stands in another file than the section and its macros. It is added to nothing,
 * because macros come last, and what it makes hides what they say.
 */
export function* hiddenMacroValues(merged: MergedProfile): Generator<Diagnostic, void, undefined> {
  for (const section of merged.sections.values()) {
    const expanded = hasMacros(section) ? merged.expand(section.name) : undefined;
    if (expanded?.ok !== true) continue;
    for (const { name, contributions } of section.options.values()) {
      const [first, ...more] = contributions;
      if (first === undefined || first.text.operator === '=') continue;
      if (more.some(({ operation }) => operation === 'set')) continue;
      const whole = expanded.value.options.get(name)?.contributions ?? [];
      const hidden = whole.slice(0, whole.indexOf(first)).findLast(({ operation }) => operation === 'set');
      if (hidden !== undefined) yield hiddenValue(`${section.name}:${name}`, first, hidden);
    }
  }
}

function hiddenValue(name: string, own: Contribution, hidden: Contribution): Diagnostic {
  const message = `\`${own.text.operator}\` does not change what a macro says about \`${name}\`, it hides it`;
  const notes = [{ message: `\`${hidden.section}\` says it here`, at: nameSpanOf(hidden) }];
  const hint = 'write the whole value with `=`, or the operator in the file that lists the macros';
  return warning('hidden-macro-value', message, { at: nameSpanOf(own), notes, hint });
}

/** `ignored-macros`: `< +=` in the file that brings the section with its `<=`, and macros of `[buildout]`: nobody hears them. */
export function* ignoredMacros({ sections }: MergedProfile): Generator<Diagnostic, void, undefined> {
  for (const { name, pending } of sections.values()) {
    const { add, remove } = pending.get(MACROS) ?? {};
    for (const ignored of [add, remove]) {
      if (ignored === undefined) continue;
      const message = `\`< ${ignored.text.operator}\` does not change the macros of \`${name}\`, which this file lists too`;
      const hint = 'write one list, one macro on each line';
      yield warning('ignored-macros', message, { at: nameSpanOf(ignored), hint });
    }
  }
  const own = sections.get('buildout')?.options.get(MACROS)?.contributions.at(-1);
  if (own === undefined) return;
  const hint = 'write the options themselves';
  yield warning('ignored-macros', '`[buildout]` takes no macros', { at: nameSpanOf(own), hint });
}

/**
 * `macro-undone`: two macros of a section are made from one and the same, the first of them changes an option of it,
 * and the second brings the unchanged option back.
 */
export function* undoneMacros(merged: MergedProfile): Generator<Diagnostic, void, undefined> {
  for (const section of merged.sections.values()) {
    const effective = new Map<string, Inherited>();
    for (const { macro, at } of macroLines(section)) {
      const expanded = merged.expand(macro);
      if (expanded?.ok !== true) continue;
      for (const option of expanded.value.options.values()) {
        const earlier = effective.get(option.name);
        effective.set(option.name, { macro, option });
        if (earlier === undefined || section.options.has(option.name) || !isUndone(earlier.option, option)) continue;
        yield undone(earlier, { macro, at });
      }
    }
  }
}

interface Inherited {
  readonly macro: string;
  readonly option: MergedOption;
}

interface MacroLine {
  readonly macro: string;
  readonly at: Span;
}

/** Whether `later` is what `earlier` was before its last changes. */
function isUndone(earlier: MergedOption, later: MergedOption): boolean {
  const kept = later.contributions;
  return earlier.contributions.length > kept.length && kept.every((one, index) => one === earlier.contributions[index]);
}

function undone({ macro, option }: Inherited, later: MacroLine): Diagnostic {
  const message = `macro \`${later.macro}\` brings back the \`${option.name}\` that \`${macro}\` changes`;
  const change = option.contributions.at(-1);
  const notes = change === undefined ? [] : [{ message: 'this change is undone', at: nameSpanOf(change) }];
  const hint = `list \`${macro}\` after \`${later.macro}\`, or set \`${option.name}\` here`;
  return warning('macro-undone', message, { at: later.at, notes, hint });
}

function macroLines(section: MergedSection): readonly MacroLine[] {
  const value = hasMacros(section) ? section.options.get(MACROS)?.value : undefined;
  if (value === undefined) return [];
  return [...linesOf(value)].map(({ line, layer }) => {
    const macro = strip(line.text);
    const start = line.start + line.text.indexOf(macro);
    return { macro, at: { source: layer.source, start, end: start + macro.length } };
  });
}

function hasMacros({ name, options }: MergedSection): boolean {
  return name !== 'buildout' && options.has(MACROS);
}
