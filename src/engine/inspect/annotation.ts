import { compareCodePoints, locate } from '../diag/index.js';
import type { Contribution, MergedProfile, MergedSection } from '../resolve/index.js';
import { entriesOf, textOf } from './entries.js';
import { HistoryWriter, type HistoryStep } from './history.js';
import { Origins, type Origin } from './origin.js';

export interface AnnotatedSection {
  readonly name: string;
  /** By code points. */
  readonly options: readonly AnnotatedOption[];
}

export interface AnnotatedOption {
  /** As zc.buildout stores it: an operator that waits for macros ends in ` +` or ` -`. */
  readonly key: string;
  readonly value: string;
  /** In the order in which the steps apply. */
  readonly history: readonly HistoryStep[];
  readonly contributions: readonly AnnotatedContribution[];
}

/** What one profile, or the engine, says about an option. */
export interface AnnotatedContribution extends Origin {
  readonly operation: 'set' | 'add' | 'remove' | 'implicit' | 'directory';
  readonly line: number;
  readonly column: number;
  readonly section: string;
  readonly value: string;
}

/** Tells where the values of sections come from, before macros and references; names that no section has say nothing. */
export function annotateSections(
  merged: MergedProfile,
  isWanted: (name: string) => boolean,
): readonly AnnotatedSection[] {
  const annotator = new Annotator(merged);
  return [...merged.sections.values()]
    .filter(({ name }) => isWanted(name))
    .sort((left, right) => compareCodePoints(left.name, right.name))
    .map((section) => annotator.annotate(section));
}

class Annotator {
  readonly #origins: Origins;
  readonly #history: HistoryWriter;

  constructor(merged: MergedProfile) {
    this.#origins = new Origins(merged);
    this.#history = new HistoryWriter(merged);
  }

  annotate(section: MergedSection): AnnotatedSection {
    const options = entriesOf(section, ['joined']).map((entry) => ({
      key: entry.key,
      value: entry.value,
      history: this.#history.write(entry, section),
      contributions: entry.contributions.flatMap((each) => this.#tell(each) ?? []),
    }));
    return { name: section.name, options };
  }

  #tell(contribution: Contribution): AnnotatedContribution | undefined {
    const { operation, layer, section, text } = contribution;
    if (operation === 'joined') return undefined;
    const place = locate(layer.source, text.nameStart);
    return { operation, ...this.#origins.of(layer), ...place, section, value: textOf(contribution) };
  }
}
