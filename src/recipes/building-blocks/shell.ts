/** A text as one word of a POSIX shell; plain words stay as they are. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** The arguments that run a text by the system's shell. */
export function shellCommand(text: string): readonly [string, string, string] {
  return ['/bin/sh', '-c', text];
}
