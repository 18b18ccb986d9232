import type { Diagnostic, Span } from '../diag/index.js';
import type { PendingInput, SurveyedParts } from '../graph/index.js';
import { parseTree, type OptionNode, type Profile, type SectionNode } from '../profile/index.js';
import type { Contribution, MergedProfile } from '../resolve/index.js';

/** A profile that was looked at from all sides, mistakes or not. */
export interface Examined extends SurveyedParts {
  readonly merged: MergedProfile;
  /** Remote inputs that could not be had. */
  readonly unfetched: readonly Diagnostic[];
  /** Remote sources whose content recipes asked for while they were resolved. */
  readonly inputs?: readonly PendingInput[];
}

/** What rules look at. */
export interface Subject extends Examined {
  /** Every profile as it stands in its text, in merge order, whatever its conditions say. */
  readonly trees: readonly Profile[];
}

export function subjectOf(examined: Examined): Subject {
  return { ...examined, trees: examined.merged.layers.map(({ source }) => parseTree(source)) };
}

/** An option where it is written. */
export interface WrittenOption {
  readonly section: SectionNode;
  readonly option: OptionNode;
  readonly nameSpan: Span;
}

export function* optionsOf({ source, sections }: Profile): Generator<WrittenOption, void, undefined> {
  for (const section of sections) {
    for (const item of section.items) {
      if (item.kind !== 'option') continue;
      yield { section, option: item, nameSpan: { source, start: item.start, end: item.nameEnd } };
    }
  }
}

/** Every option of every profile. */
export function* writtenOptions({ trees }: Pick<Subject, 'trees'>): Generator<WrittenOption, void, undefined> {
  for (const tree of trees) yield* optionsOf(tree);
}

export function nameSpanOf({ layer, text }: Contribution): Span {
  return { source: layer.source, start: text.nameStart, end: text.nameEnd };
}

/** Sections with a header that has a condition: they may say something else on another machine. */
export function conditionalSections({ trees }: Subject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { sections } of trees) {
    for (const { name, condition } of sections) if (condition !== undefined) names.add(name);
  }
  return names;
}
