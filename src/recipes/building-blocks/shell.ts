/** A text as one word of a POSIX shell, for scripts: they are content of parts, and must stay the same byte for byte. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** The arguments that run a text by the system's shell. */
export function shellCommand(text: string): readonly [string, string, string] {
  return ['/bin/sh', '-c', text];
}
