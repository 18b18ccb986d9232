import { compareCodePoints, type Result, type Span, fail, succeed } from '../diag/index.js';
import { strip } from '../profile/index.js';
import type { SectionFailure } from './failures.js';
import { hintForMissing } from './hints.js';
import { NO_COMMENT } from './listed-names.js';
import { implicitBase, MACROS, MergedOption, type MergedSection, type PendingOperators } from './merge.js';
import { outcome, runTask, type Task } from './task.js';
import { throughOf } from './layer.js';
import { linesOf, type Contribution } from './value.js';

/** A section with its macros applied, before references. */
export interface ExpandedSection {
  readonly name: string;
  /** The first header of each layer that has the section. */
  readonly headers: readonly Span[];
  readonly header: Span;
  readonly options: ReadonlyMap<string, MergedOption>;
  /** Names of the options by code points. */
  readonly names: readonly string[];
}

type Options = ReadonlyMap<string, MergedOption>;
type Expanded = Result<ExpandedSection, SectionFailure>;

/** Applies macros, once per section, when it is first used (spec 7). */
export class MacroExpander {
  readonly #sections: ReadonlyMap<string, MergedSection>;
  readonly #nowhere: Span;
  readonly #done = new Map<string, Expanded>();
  /** Sections being expanded, with the macro line that leads to the next one. */
  readonly #open = new Map<string, Span | undefined>();

  /** `nowhere`: the place of sections that no file has. */
  constructor(sections: ReadonlyMap<string, MergedSection>, nowhere: Span) {
    this.#sections = sections;
    this.#nowhere = nowhere;
  }

  expand(name: string): Expanded | undefined {
    const section = this.#sections.get(name);
    return section && runTask(this.#expand(section));
  }

  *#expand(section: MergedSection): Task<Expanded> {
    const done = this.#done.get(section.name);
    if (done !== undefined) return done;
    const macros = section.name === 'buildout' ? undefined : section.options.get(MACROS);
    const expanded =
      undecidedMistake(section) ?? (macros === undefined ? section.options : yield* this.#apply(section, macros));
    const result = 'kind' in expanded ? fail(expanded) : succeed(this.#finish(section, expanded));
    this.#done.set(section.name, result);
    return result;
  }

  *#apply(section: MergedSection, macros: MergedOption): Task<Options | SectionFailure> {
    const options = new Map<string, MergedOption>();
    for (const { line, layer } of linesOf(macros.value)) {
      const macro = strip(line.text);
      if (macro === '') continue;
      const start = line.start + line.text.indexOf(macro);
      const at = { source: layer.source, start, end: start + macro.length };
      const inherited = yield* this.#macro(section.name, macro, at);
      if ('kind' in inherited) return inherited;
      for (const [name, option] of inherited) options.set(name, option);
    }
    return applyOwn(options, section);
  }

  *#macro(user: string, macro: string, at: Span): Task<Options | SectionFailure> {
    const section = this.#sections.get(macro);
    if (section === undefined) {
      const hint = hintForMacro(macro) ?? hintForMissing(macro, this.#sections.keys());
      return { kind: 'macro-missing-section', section: user, macro, at, trail: [...this.#trail()], hint };
    }
    this.#open.set(user, at);
    if (this.#open.has(macro) && !this.#done.has(macro)) {
      const loop = this.#loopFrom(macro, at);
      this.#open.delete(user);
      return loop;
    }
    const expanded = yield* outcome(this.#expand(section));
    this.#open.delete(user);
    return expanded.ok ? expanded.value.options : expanded.failures[0];
  }

  #loopFrom(macro: string, at: Span): SectionFailure {
    const open = [...this.#open];
    const steps = open.slice(open.findIndex(([name]) => name === macro)).flatMap(([, step]) => step ?? []);
    const [first = at, ...more] = steps;
    return { kind: 'macro-loop', section: macro, chain: [first, ...more] };
  }

  #trail(): readonly Span[] {
    return [...this.#open.values()].flatMap((step) => step ?? []).toReversed();
  }

  #finish({ name, headers }: MergedSection, options: Options): ExpandedSection {
    const names = [...options.keys()].sort(compareCodePoints);
    return { name, headers, header: headers[0] ?? this.#placeOf(options), options, names };
  }

  /** The place of a section without a header: the assignment that makes it, or nowhere. */
  #placeOf(options: Options): Span {
    const [any] = options.values();
    return (any?.contributions[0]?.layer.kind === 'command-line' ? any.nameSpan : undefined) ?? this.#nowhere;
  }
}

/** What is wrong with the name of a macro itself. */
function hintForMacro(macro: string): string | undefined {
  if (macro.includes('${')) return 'macros are names, without references';
  if (/\s#/u.test(macro)) return NO_COMMENT;
  if (macro.includes(',')) return 'write one macro on each line, without commas';
  return /\s/u.test(macro) ? 'write one macro on each line' : undefined;
}

/** A section with a header that cannot be decided has no known value. */
function undecidedMistake({ undecided: [first] }: MergedSection): SectionFailure | undefined {
  if (first === undefined) return undefined;
  return { kind: 'profile-mistake', mistake: first.mistake, through: throughOf(first.layer) };
}

/** The section's own options over those of its macros; what they had is kept below. */
function applyOwn(options: Map<string, MergedOption>, section: MergedSection): Options {
  for (const [name, option] of section.options) {
    const inherited = options.get(name);
    const contributions = inherited && [...inherited.contributions, ...option.contributions];
    options.set(name, contributions === undefined ? option : new MergedOption(name, contributions));
  }
  for (const [name, operators] of section.pending) applyPending(options, name, operators);
  options.delete(MACROS);
  return options;
}

function applyPending(options: Map<string, MergedOption>, name: string, { add, remove }: PendingOperators): void {
  const operators = [add, remove].filter((operator): operator is Contribution => operator !== undefined);
  const [first] = operators;
  if (first === undefined) return;
  const base = options.get(name)?.contributions ?? [implicitBase(first)];
  options.set(name, new MergedOption(name, [...base, ...operators]));
}
