import type { Span } from '../diag/index.js';
import { splitWords } from '../profile/index.js';
import { placeOf, type MergedOption } from '../resolve/index.js';

export interface PlacedWord {
  /** With references filled in. */
  readonly text: string;
  /** `undefined` where it cannot be told which text of the profile made it. */
  readonly at: Span | undefined;
}

/** The words of a resolved value and where each is written. That is told while no reference stands for several words, or none. */
export function placedWords(option: MergedOption | undefined, resolved: string): readonly PlacedWord[] {
  const value = option?.value;
  const written = splitWords(value?.text ?? '');
  const words = splitWords(resolved);
  return words.map(({ text }, index) => {
    const word = written.length === words.length ? written[index] : undefined;
    const place = value && word && placeOf(value, word.start, word.start + word.text.length);
    return { text, at: place?.span };
  });
}
