import { excerpt, nearestName, type Diagnostic, type Span } from '../diag/index.js';
import type { UnknownPart } from './failures.js';
import { meant, NOT_READ } from './hints.js';
import { readListedNames } from './listed-names.js';
import type { MergedProfile } from './merged-profile.js';

/** A part that somebody asks for by its name. */
interface AskedPart {
  readonly part: string;
  readonly at: Span;
  /** Parts that a release has, in the profile or not. */
  readonly installed?: Iterable<string>;
}

/** Tells what is wrong when the profile does not have the part; `undefined` when it may have it. */
export function unknownPart(merged: MergedProfile, { part, at, installed = [] }: AskedPart): UnknownPart | undefined {
  const section = merged.expand(part);
  if (section !== undefined && (!section.ok || section.value.options.has('recipe'))) return undefined;
  const parts = new Set([...merged.sections.keys()].filter((name) => hasRecipe(merged, name)));
  const { names } = readListedNames(merged.buildout('parts') ?? '', (word) => parts.has(word));
  const wanted = names.map(({ text }) => text).filter((name) => parts.has(name));
  const nearest = nearestName(part, [...parts, ...installed]);
  const written = section && nearestName('recipe', section.value.names);
  return { kind: 'unknown-part', part, at, header: section?.value.header, written, wanted, nearest };
}

/** As far as it can be told without the profile: there is a part with nearly that name. */
export function misspeltPart({ part, at, installed = [] }: AskedPart): UnknownPart | undefined {
  const nearest = nearestName(part, installed);
  if (nearest === undefined) return undefined;
  return { kind: 'unknown-part', part, at, header: undefined, written: undefined, wanted: [], nearest };
}

function hasRecipe(merged: MergedProfile, name: string): boolean {
  const section = merged.expand(name);
  return section?.ok === true && section.value.options.has('recipe');
}

/** Names that are listed; nobody reads more. */
const MOST_NAMES = 10;

export function explainUnknownPart(failure: UnknownPart): Diagnostic {
  const { kind, part, at, header, wanted } = failure;
  const name = excerpt(part);
  const message =
    header === undefined ? `there is no part \`${name}\`` : `section \`${name}\` is no part: it has no recipe`;
  const declared = header === undefined ? [] : [{ message: `\`${name}\` is declared here`, at: header }];
  const listed = wanted.length === 0 ? [] : [{ message: `the profile asks for ${namesIn(wanted)}` }];
  return { code: kind, severity: 'error', message, at, notes: [...declared, ...listed], hint: hintFor(failure) };
}

function hintFor({ header, written, nearest }: UnknownPart): string {
  if (written !== undefined) return `did you mean \`recipe\` where it says \`${excerpt(written)}\`?`;
  return meant(nearest) ?? (header === undefined ? NOT_READ : 'a part is a section with a `recipe`');
}

function namesIn(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${excerpt(name)}\``);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
