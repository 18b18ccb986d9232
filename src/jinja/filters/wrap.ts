import { decimalValue, isAlphanumeric, isSpace } from '../types/text/classes.js';
import { hasPairs } from '../values/code-points.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';

interface Wrapping {
  readonly width: number;
  /** Whether what is too long for a line is broken. */
  readonly breaksWords: boolean;
  /** Whether words are pieces of their own behind their hyphens. */
  readonly splitsWords: boolean;
  /** Whether what is broken is broken behind a hyphen, where it has one. */
  readonly breaksAtHyphens: boolean;
}

/**
 * The lines that Python's `textwrap.wrap` makes of one line: white space is kept within lines, and dropped at their ends and
 * beginnings, but for the beginning of the first one.
 */
export function wrapLine(line: string, wrapping: Wrapping, host: Host): readonly string[] {
  host.spend(line.length);
  const characters = hasPairs(line) ? [...line] : line;
  const pieces = piecesOf(characters, wrapping.splitsWords);
  const lines: string[] = [];
  for (let at = 0; at < pieces.length;) {
    if (lines.length > 0 && isBlank(characters, pieces[at])) at += 1;
    const { start, end, next } = takeLine(characters, { pieces, at }, wrapping);
    if (end > start) lines.push(textOf(characters, start, end));
    at = next;
  }
  return lines;
}

/** By index, a character each. */
type Characters = string | readonly string[];

/** Where a piece that stays together begins and ends; one that is broken begins later afterwards. */
interface Piece {
  from: number;
  readonly to: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** The piece that the next line begins with. */
  readonly next: number;
}

function takeLine(characters: Characters, from: { pieces: readonly Piece[]; at: number }, wrapping: Wrapping): Line {
  const { pieces } = from;
  const start = pieces[from.at]?.from ?? 0;
  let next = from.at;
  let last = { from: start, to: start };
  for (let piece = pieces[next]; piece !== undefined && piece.to - start <= wrapping.width; piece = pieces[next]) {
    last = piece;
    next += 1;
  }
  const long = pieces[next];
  if (long !== undefined && long.to - long.from > wrapping.width) {
    if (wrapping.breaksWords) {
      const end = long.from + breakAt(characters, { long, space: wrapping.width - (last.to - start) }, wrapping);
      last = { from: long.from, to: end };
      long.from = end;
    } else if (next === from.at) {
      last = long;
      next += 1;
    }
  }
  return { start, end: isBlank(characters, last) ? last.from : last.to, next };
}

/** How much of a long piece goes on a line that has so much space left: up to the last hyphen that follows something. */
function breakAt(
  characters: Characters,
  { long, space }: { readonly long: Piece; readonly space: number },
  { breaksAtHyphens }: Wrapping,
): number {
  if (!Number.isInteger(space))
    raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  if (!breaksAtHyphens) return space;
  let hyphen = space - 1;
  while (hyphen > 0 && characters[long.from + hyphen] !== '-') hyphen -= 1;
  let first = 0;
  while (first < hyphen && characters[long.from + first] === '-') first += 1;
  return first < hyphen ? hyphen + 1 : space;
}

function isBlank(characters: Characters, piece: Piece | undefined): boolean {
  if (piece === undefined) return false;
  for (let at = piece.from; at < piece.to; at++) if (!isSpace(characters[at] ?? '')) return false;
  return true;
}

function textOf(characters: Characters, start: number, end: number): string {
  const taken = characters.slice(start, end);
  return typeof taken === 'string' ? taken : taken.join('');
}

/** White space, and words of which each is split behind its hyphens and at its dashes. */
const SPLIT =
  /[\t-\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t-\r ]+?(?:-(?:(?<=[A-Za-z_]{2}-)|(?<=[A-Za-z_]-[A-Za-z_]-))(?=[A-Za-z_]-?[A-Za-z_])|(?=[\t-\r ]|$)|(?<=[\w!"'&.,?])(?=-{2,}\w))/g;
const WHOLE = /[\t-\r ]+|[^\t-\r ]+/g;

function piecesOf(characters: Characters, splitsWords: boolean): readonly Piece[] {
  const shape = isAscii(characters) ? characters : Array.from(characters, shapeOf).join('');
  let from = 0;
  return (shape.match(splitsWords ? SPLIT : WHOLE) ?? []).map((text) => {
    const piece = { from, to: from + text.length };
    from = piece.to;
    return piece;
  });
}

function isAscii(characters: Characters): characters is string {
  return typeof characters === 'string' && /^[\0-\x7f]*$/.test(characters);
}

/** A character of ASCII that the patterns treat as they should treat this one. */
function shapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  if (!isAlphanumeric(code)) return '*';
  return decimalValue(code) === undefined ? 'a' : '0';
}
