/** An argument list as people can type it into a POSIX shell, quoted where a word needs it. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : quotedWord(text);
}

/** One word in single quotes, whatever is in it. No other quotes are used: they would end a URL whose secrets are to be hidden. */
export function quotedWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
