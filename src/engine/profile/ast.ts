import type { Source, Span } from '../diag/index.js';

/**
 * A profile as it stands in its text. Nothing is lost: the spans of `lead` and of every section's header and items,
 * in this order, cover the text without gap or overlap. What conditions say is not decided here.
 */
export interface Profile {
  readonly source: Source;
  /** What stands before the first header. */
  readonly lead: readonly Trivia[];
  readonly sections: readonly SectionNode[];
}

/** One header and what follows it, up to the next header. A section may occur several times in a profile. */
export interface SectionNode {
  readonly name: string;
  readonly nameSpan: Span;
  /** The header line with its line end. */
  readonly header: Span;
  readonly condition: ConditionText | undefined;
  readonly items: readonly (OptionNode | Trivia)[];
}

/** What stands between `[name:` and the closing bracket, with `\x23` and `\x3b` still written out. */
export interface ConditionText {
  readonly text: string;
  readonly span: Span;
}

export type Operator = '=' | '+=' | '-=';

/** Offsets are those of the profile's text; `spanIn` makes spans of them. There are thousands of these. */
export interface OptionNode {
  readonly kind: 'option';
  /** `<part-dependencies>` for a `=>` line. */
  readonly name: string;
  readonly operator: Operator;
  /** Whether the value begins on the line after the name, where indentation counts. */
  readonly block: boolean;
  /** The value before indentation is removed: the option line's own text first, then the continuation lines. */
  readonly lines: readonly [ValueLine, ...ValueLine[]];
  /** Comments inside the value; an inline value also skips blank lines. */
  readonly inner: readonly Trivia[];
  /** The option line starts here, and with it the name. */
  readonly start: number;
  readonly nameEnd: number;
  readonly operatorStart: number;
  readonly operatorEnd: number;
  /** Where the last continuation line ends, with its line end. */
  readonly end: number;
}

/** One line of a value and where it starts in the source. It runs on unbroken from there. */
export interface ValueLine {
  readonly text: string;
  readonly start: number;
  /** Length of what stands in the source, for a text that was made of it. */
  readonly madeOf?: number;
}

/**
 * A line that holds no option. `stray` is an indented line right after a header, where there is no option to
 * continue; whether that is a mistake depends on the conditions. `bad` is a mistake wherever it stands.
 */
export interface Trivia {
  readonly kind: 'comment' | 'blank' | 'stray' | 'bad';
  readonly span: Span;
}

/** The name under which a `=>` line is kept. */
export const PART_DEPENDENCIES = '<part-dependencies>';
