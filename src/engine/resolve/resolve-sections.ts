import { failAll, nearestName, succeed, type Result, type Span } from '../diag/index.js';
import type { Word } from '../profile/index.js';
import { checkBuildout } from './buildout.js';
import type { SectionFailure } from './failures.js';
import { readListedNames } from './listed-names.js';
import type { MergedProfile } from './merged-profile.js';
import { missingParts } from './missing-parts.js';
import type { ResolvedProfile, ResolvedSection, SectionInitialiser } from './ports.js';
import { Resolver } from './resolver.js';
import type { SectionState } from './section-state.js';
import { unknownPart } from './unknown-part.js';
import { placeOfWord, type PlaceOfWord } from './word-place.js';

export interface ResolveOptions {
  /** Sections to install instead of what `[buildout] parts` lists. */
  readonly parts?: readonly string[];
  /** Where the user of the caller has named them. */
  readonly placeOf?: PlaceOfWord;
}

/**
 * Resolves what the parts use, and only that. A function of its arguments: calling it again with an initialiser that
 * knows more gives more, and costs little.
 */
export function resolveSections(
  merged: MergedProfile,
  initialiser: SectionInitialiser,
  options: ResolveOptions = {},
): Result<ResolvedProfile, SectionFailure> {
  const resolver = new Resolver(merged, initialiser);
  openRequested(resolver, merged, options);
  const { parts } = options;
  const requested = parts === undefined ? resolver.parts : [...new Set(parts)];
  const [first, ...more] = resolver.log.failures;
  return first === undefined ? succeed(profileOf(resolver, merged, requested)) : failAll([first, ...more]);
}

/** Resolves an option of `[buildout]` without asking any recipe. */
export function readBuildoutOption(merged: MergedProfile, option: string): string | undefined {
  const resolver = new Resolver(merged, { initialise: () => succeed({ exports: new Map() }) });
  const value = resolver.optionAlone('buildout', option);
  return typeof value === 'string' ? value : undefined;
}

/** Initialises what the parts use: those that are named, or all that `[buildout]` lists. */
export function openRequested(
  resolver: Resolver,
  merged: MergedProfile,
  { parts: named, placeOf }: ResolveOptions,
): void {
  const buildout = resolver.openSection('buildout');
  // Without its values there is nothing to begin with, and why has been told.
  if (buildout === undefined || merged.expand('buildout')?.ok !== true) return;
  for (const failure of checkBuildout(buildout, merged)) resolver.log.tell(failure);
  const versions = merged.rules.usesVersions ? resolver.optionAlone('buildout', 'versions') : undefined;
  if (typeof versions === 'string' && versions !== '') resolver.openSection(versions);
  const parts = resolver.optionAlone('buildout', 'parts');
  if (parts === undefined) resolver.log.tell(missingParts(merged, buildout));
  if (named !== undefined)
    for (const name of named) openNamed(resolver, merged, { name, at: () => placeOfWord(name, placeOf) });
  else if (typeof parts === 'string') openListed(resolver, buildout, parts);
}

function openListed(resolver: Resolver, buildout: SectionState, parts: string): void {
  const placeOf = ({ text, start }: Word): Span =>
    resolver.placeInValue(buildout, 'parts', { start, end: start + text.length });
  const { names, slips } = readListedNames(parts, (name) => resolver.hasSection(name));
  for (const slip of slips) resolver.tellSlip(slip, placeOf(slip));
  for (const word of names) openPart(resolver, { name: word.text, at: () => placeOf(word) });
}

interface NamedPart {
  readonly name: string;
  /** Where it is named. */
  readonly at: () => Span;
}

/** A part that the caller asks for, whatever `parts` lists. */
function openNamed(resolver: Resolver, merged: MergedProfile, { name, at }: NamedPart): void {
  const state = resolver.openSection(name);
  if (state !== undefined && (state.poison !== undefined || state.expanded.options.has('recipe'))) return;
  const failure = unknownPart(merged, { part: name, at: at() });
  if (failure !== undefined) resolver.log.tell(failure);
}

function openPart(resolver: Resolver, { name, at }: NamedPart): void {
  const state = resolver.openSection(name);
  if (state === undefined) resolver.log.tell(resolver.missingSection(name, at()));
  else if (!state.expanded.options.has('recipe') && state.poison === undefined)
    resolver.log.tell(partWithoutRecipe(state, at()));
}

function partWithoutRecipe(state: SectionState, at: Span): SectionFailure {
  const { name: section, expanded } = state;
  const option = nearestName('recipe', expanded.names);
  const written = option === undefined ? undefined : { option, at: state.nameSpanOf(option) };
  return { kind: 'part-without-recipe', section, at, header: expanded.header, written };
}

function profileOf(resolver: Resolver, merged: MergedProfile, requested: readonly string[]): ResolvedProfile {
  const sections = new Map<string, ResolvedSection>();
  for (const [name, state] of resolver.states) sections.set(name, sectionOf(state, resolver));
  return {
    directory: merged.directory,
    sections,
    parts: resolver.parts,
    requested,
    layers: merged.layers,
    warnings: [...merged.warnings, ...resolver.warnings.values()],
    referencedNames: merged.referencedNames,
  };
}

function sectionOf(state: SectionState, resolver: Resolver): ResolvedSection {
  return {
    name: state.name,
    header: state.expanded.header,
    options: state.options(),
    needs: state.needs ?? [],
    read: state.read,
    spanOf: (option, text) => resolver.spanOf(state, option, text),
  };
}
