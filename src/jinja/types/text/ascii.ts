/** What Python's `ascii` does to a `repr`: characters beyond ASCII are written by their numbers. */
export function asciiOf(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/gu, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16);
    if (digits.length <= 2) return `\\x${digits.padStart(2, '0')}`;
    return digits.length <= 4 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
  });
}
