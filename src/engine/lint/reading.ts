import type { Part } from '../graph/index.js';
import { MACROS, type MergedProfile } from '../resolve/index.js';

/** A profile after its recipes were asked, mistakes or not. */
export interface ReadProfile {
  readonly merged: MergedProfile;
  /** The parts in use that could be made. */
  readonly parts: ReadonlyMap<string, Part>;
  /** As after resolving or surveying; without `isUsed` every section is in use. */
  readonly survey: {
    readonly sections: ReadonlyMap<string, { readonly read: ReadonlySet<string>; readonly isUsed?: boolean }>;
    readonly referencedNames: ReadonlySet<string>;
  };
}

/** Answers whether something reads an option of a section; `true` too where that cannot be told. */
export type MayRead = (section: string, option: string) => boolean;

/**
 * Readers are references, in use or not, the section's own recipe, other recipes, and texts that format with
 * `%(name)s`. A recipe that could not be asked may read what it likes of its own section, and of those that its options
 * name.
 */
export function makeMayRead({ merged, parts, survey: { sections, referencedNames } }: ReadProfile): MayRead {
  const formatted = formattedNames(merged);
  const unasked = unaskedSections(merged, sections, parts);
  const unaskedTexts = unasked.flatMap((name) => textsOf(merged, name)).join('\n');
  const isUnasked = new Set(unasked);
  return (section, option) => {
    if (option === 'recipe' || option === MACROS || option.startsWith('_') || formatted.has(option)) return true;
    const asked = sections.get(section);
    if (asked?.read.has(option) === true || referencedNames.has(`${section}:${option}`)) return true;
    const isUsed = asked !== undefined && asked.isUsed !== false;
    // What is not in use has not read its own options.
    if (!isUsed && referencedNames.has(`:${option}`)) return true;
    if (isUnasked.has(section)) return true;
    const part = parts.get(section);
    return (part !== undefined && isKnownTo(part, option)) || unaskedTexts.includes(section);
  };
}

function isKnownTo({ definition, resolution }: Part, option: string): boolean {
  return (
    definition.open === true ||
    option === 'shared' ||
    Object.hasOwn(definition.options, option) ||
    Object.hasOwn(resolution.exports ?? {}, option)
  );
}

function formattedNames({ sections }: MergedProfile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { options } of sections.values()) {
    for (const { value } of options.values()) {
      if (!value.text.includes('%(')) continue;
      for (const [, name = ''] of value.text.matchAll(/%\(([^()]*)\)/gu)) names.add(name);
    }
  }
  return names;
}

/** Sections in use with a recipe that made no part of them. */
function unaskedSections(
  merged: MergedProfile,
  sections: ReadProfile['survey']['sections'],
  parts: ReadProfile['parts'],
): readonly string[] {
  return [...sections].flatMap(([name, { isUsed = true }]) => {
    if (!isUsed || parts.has(name)) return [];
    const expanded = merged.expand(name);
    const mayBePart = expanded?.ok === true ? expanded.value.options.has('recipe') : expanded !== undefined;
    return mayBePart ? [name] : [];
  });
}

function textsOf(merged: MergedProfile, section: string): readonly string[] {
  const expanded = merged.expand(section);
  return expanded?.ok === true ? [...expanded.value.options.values()].map(({ value }) => value.text) : [];
}
