import { compareCodePoints, type Diagnostic, type Span } from '../diag/index.js';
import type { ExpandedSection } from './expand.js';
import { firstLine } from './value.js';

/** A value that cannot be had, and the failure that was told for it. */
export class Poison {
  readonly cause: Diagnostic;
  constructor(cause: Diagnostic) {
    this.cause = cause;
  }
}

/** An option of a section refers to another section. */
export interface Use {
  readonly by: string;
  readonly section: string;
  readonly option: string;
}

/** One section while and after it is resolved. */
export class SectionState {
  readonly expanded: ExpandedSection;
  readonly values = new Map<string, string | Poison>();
  readonly uses: Use[] = [];
  /** Options that some reference or recipe read. */
  readonly read = new Set<string>();
  /** The chain of references that is computing an option at this moment. */
  readonly chains = new Map<string, number>();
  isFinished = false;
  /** Place in the order of parts; `undefined` while it is not, or never, a part. */
  position: number | undefined;
  poison: Poison | undefined;
  exports: ReadonlyMap<string, string> = new Map();
  needs: readonly string[] | undefined;

  constructor(expanded: ExpandedSection) {
    this.expanded = expanded;
  }

  get name(): string {
    return this.expanded.name;
  }

  /** Takes over what the recipe adds; later readers see it instead of what the profile says. */
  export(exports: ReadonlyMap<string, string>): void {
    this.exports = exports;
    for (const [option, value] of exports) this.values.set(option, value);
  }

  /** Marks the section as broken; its recipe is not asked. */
  fail(poison: Poison): void {
    this.poison ??= poison;
  }

  /** What `_profile_base_location_` means for the section as a whole: the profile that says its recipe. */
  get profileBase(): string {
    const option = this.expanded.options.get('recipe');
    const base = option?.contributions.at(-1)?.layer.base;
    if (base !== undefined) return base;
    const [any] = this.expanded.options.values();
    return any?.contributions[0]?.layer.base ?? '';
  }

  /** The first line of an option's value; the header for options that no layer sets. */
  spanOf(name: string): Span {
    const option = this.expanded.options.get(name);
    return (option && firstLine(option.value)) ?? this.expanded.header;
  }

  nameSpanOf(name: string): Span {
    return this.expanded.options.get(name)?.nameSpan ?? this.expanded.header;
  }

  /** Names of own options and exports, sorted by code points. */
  allNames(): readonly string[] {
    const { names, options } = this.expanded;
    const added = [...this.exports.keys()].filter((name) => !options.has(name));
    return added.length === 0 ? names : [...names, ...added].sort(compareCodePoints);
  }

  /** Own options and exports, sorted; only for a section that is finished and sound. */
  options(): ReadonlyMap<string, string> {
    const options = new Map<string, string>();
    for (const name of this.allNames()) {
      const value = this.values.get(name) ?? this.expanded.options.get(name)?.value.text;
      if (typeof value === 'string') options.set(name, value);
    }
    return options;
  }
}
