import { splitWords, type Word } from '../profile/index.js';

/** The names in a list such as `parts`, and what in it is no name. */
export interface ListedNames {
  readonly names: readonly Word[];
  readonly slips: readonly ListSlip[];
}

/** A comment behind names, or commas between them; it stands for all words that it spoils. */
export interface ListSlip extends Word {
  readonly hint: string;
}

export const NO_COMMENT = 'a comment is a line of its own, with `#` in the first column';
const NO_COMMAS = 'names are separated by blanks, without commas';

/** `isName`: such a word is a name, whatever is in it. */
export function readListedNames(text: string, isName: (word: string) => boolean): ListedNames {
  const names: Word[] = [];
  const slips: ListSlip[] = [];
  let commentEnd = 0;
  let hasCommas = false;
  for (const word of splitWords(text)) {
    if (word.start < commentEnd) continue;
    if (isName(word.text) || !/^#|,/u.test(word.text)) {
      names.push(word);
    } else if (word.text.startsWith('#')) {
      commentEnd = endOfLine(text, word.start);
      slips.push({ text: text.slice(word.start, commentEnd).trimEnd(), start: word.start, hint: NO_COMMENT });
    } else {
      if (!hasCommas) slips.push({ ...word, hint: NO_COMMAS });
      hasCommas = true;
    }
  }
  return { names, slips };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
