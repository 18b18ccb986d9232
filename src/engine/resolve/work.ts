import type { DialectRules } from './dialect.js';
import type { Source, Span } from '../diag/index.js';
import type { SectionFailure } from './failures.js';
import type { Poison, SectionState } from './section-state.js';
import type { Reference, Template } from './template.js';
import type { Value } from './value.js';

/** A text being substituted: whose it is, and what happens to the mistakes in it. */
export interface Work {
  readonly state: SectionState;
  /** The option that holds the text. */
  readonly by: string;
  readonly value: Value;
  /** References of one chain must not come back to where they were. */
  readonly chain: number;
  tell(failure: SectionFailure): Poison;
}

/** A reference, and how much of the text it takes. */
export interface FollowedReference extends Pick<Reference, 'section' | 'option' | 'start'> {
  readonly length: number;
}

/** What a recipe's view needs of the resolver. */
export interface ReferenceReader {
  readonly rules: DialectRules;
  readonly states: ReadonlyMap<string, SectionState>;
  parse(text: string): Template;
  newWork(work: Omit<Work, 'chain'>): Work;
  substitute(work: Work, template: Template): string | Poison;
  follow(work: Work, place: FollowedReference): string | Poison;
  /** Adds the sections of a profile text and initialises them; mistakes are told to `work`. */
  addSections(work: Work, text: Source): Poison | undefined;
  /** Where the value of an option stands: what of it holds `text`, or its first line. */
  spanOf(state: SectionState, option: string, text?: string): Span;
  /** Makes sure that a section is initialised; the mistake is told to `work`. */
  open(work: Work, section: string): SectionState | Poison;
}
