import type { Span } from '../diag/index.js';
import type { Layer, OptionText } from './layer.js';

/** One step in the making of an option's value, in the order they apply. */
export interface Contribution {
  /**
   * `implicit`: the empty base of an operator without one. `directory`: a relative path made absolute from where it was
   * set. `joined`: a directory of `[buildout]` put below the buildout directory.
   */
  readonly operation: 'set' | 'add' | 'remove' | 'implicit' | 'directory' | 'joined';
  readonly layer: Layer;
  /** The section in which the text stands; a macro's name in its users. */
  readonly section: string;
  readonly text: OptionText;
}

/** One line of a merged value, with the layer that wrote it and where it starts there. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly layer: Layer;
}

/** A merged value: its lines and their text joined. */
export interface Value {
  readonly lines: readonly Line[];
  readonly text: string;
}

/** Applies the contributions of an option in order; linear in their lines. */
export function optionValue(contributions: readonly Contribution[]): Value {
  const from = contributions.findLastIndex(({ operation }) => operation !== 'add' && operation !== 'remove');
  const [base, ...operators] = contributions.slice(Math.max(from, 0));
  let lines = base === undefined ? [] : linesOf(base);
  for (const operator of operators) {
    if (operator.operation === 'add') lines.push(...linesOf(operator));
    else lines = without(lines, operator);
  }
  return { lines, text: lines.length === 1 ? (lines[0]?.text ?? '') : lines.map(({ text }) => text).join('\n') };
}

function linesOf({ layer, text }: Contribution): Line[] {
  return text.lines.map((line) => ({ text: line.text, start: line.start, layer }));
}

/** Never empty: a value without lines is one empty line. */
function without(lines: readonly Line[], { layer, text }: Contribution): Line[] {
  const removed = new Set(text.lines.map((line) => line.text));
  const kept = lines.filter((line) => !removed.has(line.text));
  const [first] = text.lines;
  return kept.length > 0 ? kept : [{ text: '', start: first.start, layer }];
}

/** The place of `[start, end)` of a value's text; a range over several lines ends with the first of them. */
export function placeOf(
  { lines }: Value,
  start: number,
  end: number,
): { readonly span: Span; readonly layer: Layer } | undefined {
  let lineStart = 0;
  for (const line of lines) {
    const lineEnd = lineStart + line.text.length;
    if (start <= lineEnd) {
      const from = line.start + start - lineStart;
      const to = line.start + Math.min(end, lineEnd) - lineStart;
      return { span: { source: line.layer.source, start: from, end: to }, layer: line.layer };
    }
    lineStart = lineEnd + 1;
  }
  return undefined;
}
