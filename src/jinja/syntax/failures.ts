import type { Source, Span } from '../../engine/diag/index.js';
import type { Mistake } from '../values/mistake.js';

/**
 * Why a text is no template. The kinds are those of the Python exceptions that Jinja 3.1.6 ends with, and the messages
 * are its own; `LimitError` is ours: Python would run out of stack.
 */
export type SyntaxFailureKind = 'TemplateSyntaxError' | 'TemplateAssertionError' | 'ValueError' | 'LimitError';

export interface SyntaxFailure {
  readonly kind: SyntaxFailureKind;
  readonly message: string;
  /** What is wrong, exactly. */
  readonly span: Span;
  /** The line that Jinja names, counted from 1; at the end of a template it is not always that of the span. */
  readonly line: number;
  /** The tag that there is not, when that is what is wrong. */
  readonly mistake?: Mistake | undefined;
}

/** Where a failure is, and the offset whose line Jinja names (the start, if absent). */
export interface FailurePlace {
  readonly start: number;
  readonly end: number;
  readonly at?: number;
}

/**
 * Leaves lexer and parser, which stop at the first mistake; caught in `parseTemplate` and nowhere else. Results in every
 * step of a recursive descent would hide the grammar.
 */
export class SyntaxStop extends Error {
  override readonly name = 'SyntaxStop';

  readonly kind: SyntaxFailureKind;
  readonly place: FailurePlace;

  readonly mistake: Mistake | undefined;

  constructor(
    message: string,
    place: FailurePlace,
    { kind = 'TemplateSyntaxError', mistake }: { readonly kind?: SyntaxFailureKind; readonly mistake?: Mistake } = {},
  ) {
    super(message);
    this.kind = kind;
    this.place = place;
    this.mistake = mistake;
  }

  /** The failure that this is in a text. */
  in(source: Source): SyntaxFailure {
    const { kind, message, place, mistake } = this;
    const span = { source, start: place.start, end: place.end };
    return { kind, message, span, line: lineOf(source.text, place.at ?? place.start), mistake };
  }
}

const LINE_BREAK = /\r\n|\r|\n/g;

/** The line of an offset, counted from 1. */
function lineOf(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return (before.match(LINE_BREAK)?.length ?? 0) + 1;
}
