import { valueOf, type OptionNode, type Trivia, type ValueLine } from '../profile/index.js';
import { textAt } from './texts.js';

/** A line below an option line. Blank lines of this kind belong to no value. */
export interface BodyLine {
  readonly kind: 'value' | 'comment' | 'blank';
  /** Of a value, without the indentation that may be replaced. */
  readonly text: string;
  readonly start: number;
}

/** `fixed`: every blank of the value counts, and so does each empty line at its end. A number: joined with others. */
export type Indentation = 'own' | 'fixed' | number;

/** What stands below an option line, in file order. */
export function bodyOf(node: OptionNode, indentation: Indentation, text: string): readonly BodyLine[] {
  const [, ...continued] = node.lines;
  const value = node.block
    ? withoutIndentation(continued, indentation)
    : withoutIndentation(
        continued.map((line) => withBlanksBefore(line, text)),
        'own',
      );
  const first = value[0]?.start ?? node.end;
  const last = value.at(-1)?.start ?? node.end;
  const around = continued.filter((line) => line.text === '' && (line.start < first || line.start > last));
  return [
    ...value.map((line): BodyLine => ({ ...line, kind: 'value' })),
    ...around.map((line): BodyLine => ({ ...line, kind: 'blank' })),
    ...node.inner.map(innerLine),
  ].toSorted((left, right) => left.start - right.start);
}

/** The lines up to the last one with text, and unless they are joined from the first one on; all of fixed ones. */
function withoutIndentation(lines: readonly ValueLine[], indentation: Indentation): readonly ValueLine[] {
  if (indentation === 'fixed') return lines;
  if (indentation === 'own') return valueOf([NO_TEXT, ...lines]).filter((line) => line !== NO_TEXT);
  const end = lines.findLastIndex(({ text }) => text !== '') + 1;
  return lines
    .slice(0, end)
    .map((line) => (line.text === '' ? line : { text: line.text.slice(indentation), start: line.start + indentation }));
}

const NO_TEXT: ValueLine = { text: '', start: 0 };

/** A value that begins on the option line is stored without its indentation, which readers see all the same. */
function withBlanksBefore({ text: value, start: end }: ValueLine, text: string): ValueLine {
  let start = end;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return { text: text.slice(start, end) + value, start };
}

function innerLine({ kind, span }: Trivia): BodyLine {
  return { kind: kind === 'comment' ? kind : 'blank', text: textAt(span), start: span.start };
}
