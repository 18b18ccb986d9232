import type { Span } from '../diag/index.js';
import { onCommandLine } from './assignments.js';

/** Where the user of a caller has written a word that the request holds: the profile, or the name of a part. */
export type PlaceOfWord = (word: string) => Span | undefined;

/** The place of a word; one that nobody wrote stands by itself. */
export function placeOfWord(word: string, placeOf: PlaceOfWord | undefined): Span {
  return placeOf?.(word) ?? onCommandLine(word);
}
