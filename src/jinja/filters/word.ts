import { isAlphanumeric } from '../types/text/classes.js';

/** Whether a character is one of `\w` in Python. */
export function isWord(character: string): boolean {
  return character === '_' || isAlphanumeric(character.codePointAt(0) ?? 0);
}
