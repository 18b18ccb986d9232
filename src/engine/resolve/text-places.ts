import type { Span } from '../diag/index.js';
import type { Piece, Template } from './template.js';
import { placeOf, type Value } from './value.js';

/** A piece of a value as it is after substitution, and the range of the value's text that it comes from. */
export interface FilledPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isReference: boolean;
}

/** What a reference, or a text that only looks like one, became. */
export type ReadPiece = (piece: Exclude<Piece, string>) => string;

/** Takes the text of a value apart, with what each piece became. */
export function fillTemplate(text: string, template: Template, read: ReadPiece): readonly FilledPiece[] {
  let end = 0;
  return template.map((piece) => {
    const written = typeof piece === 'string' ? piece : piece.text;
    // An escape loses a dollar, which is in no piece.
    const start = text.startsWith(written, end) ? end : end + 1;
    end = start + written.length;
    const filled = typeof piece === 'string' ? piece : read(piece);
    return { text: filled, start, end, isReference: typeof piece !== 'string' && filled !== written };
  });
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a range of the filled text stands: in its own line, or for what a reference brought, the reference. */
export function placeOfRange(value: Value, pieces: readonly FilledPiece[], { start, end }: Range): Span | undefined {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, Math.max(start, end - 1));
  if (first === undefined || last === undefined) return undefined;
  const from = first.piece.isReference ? first.piece.start : first.piece.start + first.offset;
  const to = last.piece.isReference ? last.piece.end : last.piece.start + last.offset + Math.min(1, end - start);
  return placeOf(value, from, to)?.span;
}

interface PlaceInPiece {
  readonly piece: FilledPiece;
  readonly offset: number;
}

/** The end of the text belongs to the last piece. */
function pieceAt(pieces: readonly FilledPiece[], at: number): PlaceInPiece | undefined {
  let from = 0;
  let last: PlaceInPiece | undefined;
  for (const piece of pieces) {
    last = { piece, offset: at - from };
    from += piece.text.length;
    if (at < from) return last;
  }
  return last;
}

/** Where a text stands that the filled value holds. */
export function placeOfText(value: Value, pieces: readonly FilledPiece[], wanted: string): Span | undefined {
  const start = startOf(pieces.map(({ text }) => text).join(''), wanted);
  return start === undefined ? undefined : placeOfRange(value, pieces, { start, end: start + wanted.length });
}

/** A whole line if there is one, else what is not in the middle of a longer name, else the first that there is. */
function startOf(text: string, wanted: string): number | undefined {
  if (wanted === '') return undefined;
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1 && starts.length < MOST_STARTS; at = text.indexOf(wanted, at + 1))
    starts.push(at);
  const isBetween = (before: RegExp, after: RegExp): number | undefined =>
    starts.find((at) => before.test(text.slice(0, at)) && after.test(text.slice(at + wanted.length)));
  return (
    isBetween(/(?:^|\n)[^\S\n]*$/u, /^[^\S\n]*(?:\n|$)/u) ??
    isBetween(/(?:^|[^-\w.])$/u, /^(?:$|[^-\w.])/u) ??
    starts[0]
  );
}

/** Enough to find the one that is meant; a text from outside may hold any number. */
const MOST_STARTS = 100;
