import type { Diagnostic, Span } from '../diag/index.js';
import { explain } from './explain.js';
import type { ExpandedSection } from './expand.js';
import type { SectionFailure } from './failures.js';
import type { MergedProfile } from './merged-profile.js';
import type { SectionInitialiser } from './ports.js';
import { openRequested, type ResolveOptions } from './resolve-sections.js';
import { Resolver } from './resolver.js';
import { Poison, type SectionState } from './section-state.js';

/** Everything that can be said about a profile, mistakes or not. */
export interface Survey {
  /** Every section of the merged profile and those that recipes add, in the order of the profile. */
  readonly sections: ReadonlyMap<string, SurveyedSection>;
  /** Names of the parts that a run would install, as far as they could be told, in buildout's order. */
  readonly parts: readonly string[];
  /** What would keep a run from going on. Mistakes in sections that no part uses are not among them. */
  readonly failures: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** As in `ResolvedProfile`. */
  readonly referencedNames: ReadonlySet<string>;
}

export interface SurveyedSection {
  readonly name: string;
  readonly header: Span;
  /** Some part uses it, or is it. */
  readonly isUsed: boolean;
  /** Own options after macros; empty when `problem` is set. */
  readonly expanded: ExpandedSection;
  /** Every option, those that the recipe sets included, sorted by name (code points). */
  readonly values: ReadonlyMap<string, SurveyedValue>;
  /** Options that the recipe sets or replaces. */
  readonly exported: ReadonlySet<string>;
  /** Options that some reference or recipe read. */
  readonly read: ReadonlySet<string>;
  /** Why nothing is known of the section: its macros, or a condition that cannot be decided. */
  readonly problem: Diagnostic | undefined;
  spanOf(option: string): Span;
}

/** A value, or the mistake that it depends on. */
export type SurveyedValue =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unresolved'; readonly cause: Diagnostic };

/** Resolves every section, in use or not. Nothing fails: what cannot be resolved says why. */
export function surveySections(
  merged: MergedProfile,
  initialiser: SectionInitialiser,
  options: ResolveOptions = {},
): Survey {
  const resolver = new Resolver(merged, initialiser);
  openRequested(resolver, merged, options);
  const used = new Set(resolver.states.keys());
  const parts = [...resolver.parts];
  const failures = resolver.log.failures.map(explain);
  const warnings = [...merged.warnings, ...resolver.warnings.values()];
  for (const name of merged.sections.keys()) resolver.openSection(name);
  const sections = new Map<string, SurveyedSection>();
  const explained = new Map<SectionFailure, Diagnostic>();
  for (const name of new Set([...merged.sections.keys(), ...resolver.states.keys()])) {
    const state = resolver.states.get(name);
    if (state !== undefined) sections.set(name, surveyed(state, { merged, explained, isUsed: used.has(name) }));
  }
  return { sections, parts, failures, warnings, referencedNames: merged.referencedNames };
}

interface Surroundings {
  readonly merged: MergedProfile;
  /** Sections that share a mistake share its words. */
  readonly explained: Map<SectionFailure, Diagnostic>;
  readonly isUsed: boolean;
}

function surveyed(state: SectionState, { merged, explained, isUsed }: Surroundings): SurveyedSection {
  const expanded = merged.expand(state.name);
  const failure = expanded?.ok === false ? expanded.failures[0] : undefined;
  const problem = failure && (explained.get(failure) ?? explain(failure));
  if (failure !== undefined && problem !== undefined) explained.set(failure, problem);
  const exported = new Set(state.exports.keys());
  return {
    name: state.name,
    header: state.expanded.header,
    isUsed,
    expanded: state.expanded,
    values: new Map(state.allNames().map((name) => [name, valueOf(state, name)])),
    exported,
    read: state.read,
    problem,
    spanOf: (option) => state.spanOf(option),
  };
}

function valueOf(state: SectionState, name: string): SurveyedValue {
  const value = state.values.get(name) ?? state.expanded.options.get(name)?.value.text ?? '';
  return value instanceof Poison ? { kind: 'unresolved', cause: value.cause } : { kind: 'text', text: value };
}
