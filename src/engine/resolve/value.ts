import type { Span } from '../diag/index.js';
import type { ValueLine } from '../profile/index.js';
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

/** Lines of a value that one layer wrote, one after the other. */
export interface Segment {
  readonly layer: Layer;
  readonly lines: readonly ValueLine[];
}

/** A merged value. Its text is the lines of all segments joined; there is at least one line. */
export interface Value {
  readonly segments: readonly Segment[];
  readonly text: string;
}

/** Applies the contributions of an option in order; linear in their lines. */
export function optionValue(contributions: readonly Contribution[]): Value {
  let from = contributions.length - 1;
  while (from > 0 && isOperator(contributions[from])) from--;
  let segments: Segment[] = [];
  for (let at = from; at < contributions.length; at++) {
    const contribution = contributions[at];
    if (contribution === undefined) continue;
    const { operation, layer, text } = contribution;
    if (operation === 'remove') segments = without(segments, layer, text);
    else segments.push({ layer, lines: text.lines });
  }
  return { segments, text: joinSegments(segments) };
}

export function* linesOf({
  segments,
}: Value): Generator<{ readonly line: ValueLine; readonly layer: Layer }, void, undefined> {
  for (const { layer, lines } of segments) for (const line of lines) yield { line, layer };
}

function isOperator(contribution: Contribution | undefined): boolean {
  return contribution?.operation === 'add' || contribution?.operation === 'remove';
}

function joinSegments(segments: readonly Segment[]): string {
  let text: string | undefined;
  for (const { lines } of segments) {
    for (const line of lines) text = text === undefined ? line.text : `${text}\n${line.text}`;
  }
  return text ?? '';
}

/** Never empty: a value without lines is one empty line. */
function without(segments: readonly Segment[], layer: Layer, { lines: [first, ...more] }: OptionText): Segment[] {
  const removed = new Set([first, ...more].map(({ text }) => text));
  const kept = segments.flatMap((segment) => {
    const lines = segment.lines.filter(({ text }) => !removed.has(text));
    return lines.length === 0 ? [] : [{ layer: segment.layer, lines }];
  });
  return kept.length > 0 ? kept : [{ layer, lines: [{ text: '', start: first.start }] }];
}

/** The place of `[start, end)` of a value's text; a range over several lines ends with the first of them. */
export function placeOf(
  value: Value,
  start: number,
  end: number,
): { readonly span: Span; readonly layer: Layer } | undefined {
  const lines = placedLines(value);
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.at ?? 0) <= start) low = middle;
    else high = middle;
  }
  const placed = lines[low];
  if (placed === undefined || start > placed.at + placed.line.text.length) return undefined;
  const { line, layer, at } = placed;
  const { source } = layer;
  // What the engine made of a value stands, as a whole, where the value stands.
  if (line.madeOf !== undefined) return { span: { source, start: line.start, end: line.start + line.madeOf }, layer };
  const to = line.start + Math.min(end - at, line.text.length);
  return { span: { source, start: line.start + start - at, end: to }, layer };
}

interface PlacedLine {
  readonly line: ValueLine;
  readonly layer: Layer;
  /** Where the line starts in the value's text. */
  readonly at: number;
}

const placedLinesOf = new WeakMap<Value, readonly PlacedLine[]>();

function placedLines(value: Value): readonly PlacedLine[] {
  const known = placedLinesOf.get(value);
  if (known !== undefined) return known;
  const placed: PlacedLine[] = [];
  let at = 0;
  for (const { line, layer } of linesOf(value)) {
    placed.push({ line, layer, at });
    at += line.text.length + 1;
  }
  placedLinesOf.set(value, placed);
  return placed;
}

/** The first line of a value. */
export function firstLine({ segments }: Value): Span | undefined {
  const [segment] = segments;
  const line = segment?.lines[0];
  if (segment === undefined || line === undefined) return undefined;
  return { source: segment.layer.source, start: line.start, end: line.start + (line.madeOf ?? line.text.length) };
}
