import type { Diagnostic, Result, Source, Span } from '../diag/index.js';
import type { DialectRules } from './dialect.js';
import { MacroExpander, type ExpandedSection } from './expand.js';
import type { SectionFailure } from './failures.js';
import type { ProfileFailure } from '../profile/index.js';
import type { LayerContent } from './layer.js';
import type { LoadedLayers } from './load.js';
import { readNode } from './profile-node.js';
import type { MergedSection } from './merge.js';
import type { LoadedProfile } from './ports.js';

/** Resolves an option of `[buildout]` by itself. */
export type ReadBuildout = (merged: MergedProfile, option: string) => string | undefined;

/**
 * Every section after all layers, before macros and references. What is computed from it is remembered, so that
 * resolving again with other answers of recipes costs little.
 */
export class MergedProfile {
  readonly sections: ReadonlyMap<string, MergedSection>;
  readonly rules: DialectRules;
  /** Profiles in merge order, bases first. */
  readonly layers: readonly LoadedProfile[];
  /** Every value that `_profile_base_location_` can have. */
  readonly bases: ReadonlySet<string>;
  readonly warnings: readonly Diagnostic[];
  readonly #expander: MacroExpander;
  readonly #loaded: LoadedLayers;
  readonly #buildout = new Map<string, string | undefined>();
  /** Directory of the main profile; the process directory for a remote one. */
  readonly mainDirectory: string;
  /** The place of what no file holds: the start of the main profile. */
  readonly nowhere: Span;
  readonly #readBuildout: ReadBuildout;
  #referencedNames: ReadonlySet<string> | undefined;

  constructor(sections: ReadonlyMap<string, MergedSection>, loaded: LoadedLayers, readBuildout: ReadBuildout) {
    this.sections = sections;
    this.rules = loaded.rules;
    this.layers = loaded.nodes.map(({ loaded: profile }) => profile);
    this.bases = new Set([loaded.directory, ...loaded.nodes.map(({ content }) => content.layer.base)]);
    this.warnings = loaded.warnings;
    this.mainDirectory = loaded.directory;
    this.nowhere = { source: loaded.main.loaded.source, start: 0, end: 0 };
    this.#loaded = loaded;
    this.#readBuildout = readBuildout;
    this.#expander = new MacroExpander(sections, this.nowhere);
  }

  /** The same profile with further sections, as recipes add them. */
  withSections(added: ReadonlyMap<string, MergedSection>): MergedProfile {
    return new MergedProfile(new Map([...this.sections, ...added]), this.#loaded, this.#readBuildout);
  }

  /** Reads a profile text that no file holds; relative names in it belong to `base`. */
  readText(
    source: Source,
    base: string,
  ): { readonly content: LayerContent; readonly failures: readonly ProfileFailure[] } {
    const { conditions } = this.#loaded;
    const { node, failures } = readNode(
      { source, location: source.path, sha256: () => '' },
      { location: undefined, base, conditions },
    );
    return { content: node.content, failures };
  }

  /** The section with its macros; `undefined` when no layer has it. */
  expand(name: string): Result<ExpandedSection, SectionFailure> | undefined {
    return this.#expander.expand(name);
  }

  /** Absolute buildout directory. */
  get directory(): string {
    return this.buildout('directory') ?? this.mainDirectory;
  }

  /** Stands in for a section whose macros fail. */
  emptySection(name: string): ExpandedSection {
    const headers = this.sections.get(name)?.headers ?? [];
    return { name, headers, header: headers[0] ?? this.nowhere, options: new Map(), names: [] };
  }

  /** A resolved option of `[buildout]` as far as no recipe has a say in it; `undefined` when it is not set or broken. */
  buildout(option: string): string | undefined {
    if (!this.#buildout.has(option)) this.#buildout.set(option, this.#readBuildout(this, option));
    return this.#buildout.get(option);
  }

  /** Every `section:option` that some reference names, in use or not; `:option` for `${:option}`. */
  get referencedNames(): ReadonlySet<string> {
    this.#referencedNames ??= new Set(this.#references());
    return this.#referencedNames;
  }

  *#references(): Generator<string, void, undefined> {
    for (const section of this.sections.values()) {
      for (const option of section.options.values()) {
        for (const piece of option.template(this.rules) ?? []) {
          if (typeof piece === 'object' && 'option' in piece) yield `${piece.section}:${piece.option}`;
        }
      }
    }
  }
}
