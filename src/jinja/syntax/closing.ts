import { signAt, type Sign } from './opening.js';
import type { SyntaxSettings } from './settings.js';
import { skipSpace } from './whitespace.js';

/** The inside of a tag, by what closes it. */
export type TagState = 'variable' | 'block' | 'line-statement';

/** Where the mark at `at` that closes such a tag ends, with the whitespace that it takes away; `undefined` if there is none. */
export function endOfTag(state: TagState, at: number, { text, settings }: Reading): number | undefined {
  switch (state) {
    case 'variable': {
      const { variableEnd } = settings;
      if (text.startsWith(variableEnd, at)) return at + variableEnd.length;
      return minusClosed(text, at, variableEnd);
    }
    case 'block':
      return endOfMark(settings.blockEnd, at, { text, settings });
    case 'line-statement':
      return endOfLineStatement(text, at);
  }
}

/** What is read, and how. */
export interface Reading {
  readonly text: string;
  readonly settings: SyntaxSettings;
}

/** As for a block or a comment: with a sign or without, and with the line break that `trimBlocks` drops. */
function endOfMark(mark: string, at: number, { text, settings }: Reading): number | undefined {
  if (text.startsWith(mark, at)) {
    const end = at + mark.length;
    return settings.trimBlocks && text.charAt(end) === '\n' ? end + 1 : end;
  }
  if (text.charAt(at) === '+' && text.startsWith(mark, at + 1)) return at + 1 + mark.length;
  return minusClosed(text, at, mark);
}

function minusClosed(text: string, at: number, mark: string): number | undefined {
  if (text.charAt(at) !== '-' || !text.startsWith(mark, at + 1)) return undefined;
  return skipSpace(text, at + 1 + mark.length);
}

/** A line statement ends with its line, and takes the blank lines behind it along. */
function endOfLineStatement(text: string, at: number): number | undefined {
  const end = skipSpace(text, at);
  if (end === text.length) return end;
  const lastBreak = text.slice(at, end).lastIndexOf('\n');
  return lastBreak === -1 ? undefined : at + lastBreak + 1;
}

/** Where the comment whose inside begins at `from` ends. */
export function endOfComment(from: number, reading: Reading): number | undefined {
  const { commentEnd } = reading.settings;
  const at = reading.text.indexOf(commentEnd, from);
  if (at === -1) return undefined;
  const signed = at > from && signAt(reading.text, at - 1) !== '';
  return endOfMark(commentEnd, signed ? at - 1 : at, reading);
}

/** The `endraw` tag. */
export interface RawEnd {
  readonly start: number;
  readonly end: number;
  readonly sign: Sign;
}

/** The tag that ends the raw text that begins at `from`. */
export function endOfRaw(from: number, reading: Reading): RawEnd | undefined {
  const { text, settings } = reading;
  for (let at = text.indexOf(settings.blockStart, from); at !== -1; at = text.indexOf(settings.blockStart, at + 1)) {
    const sign = signAt(text, at + settings.blockStart.length);
    const word = skipSpace(text, at + settings.blockStart.length + sign.length);
    if (!text.startsWith('endraw', word)) continue;
    const end = endOfMark(settings.blockEnd, skipSpace(text, word + 'endraw'.length), reading);
    if (end !== undefined) return { start: at, end, sign };
  }
  return undefined;
}
