import type { PartCommands } from '../engine/index.js';
import { jsonObject, jsonText } from './ordered-json.js';

/** Lines that a shell can read; what was passed on purpose is marked. Names that no shell can hold are told as comments. */
export function envText({ variables }: PartCommands): string {
  return variables
    .map(({ name, value, from }) => {
      const assignment = `export ${name}=${quoted(value)}`;
      if (!/^[A-Za-z_]\w*$/u.test(name)) return `# ${oneLine(name)}=${oneLine(value)}  (no shell can hold this name)\n`;
      return from === 'passed' ? `${assignment} # passed with --pass-env\n` : `${assignment}\n`;
    })
    .join('');
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function oneLine(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function envJson({ part, directory, location, variables }: PartCommands): string {
  const told = new Map(variables.map(({ name, value, from }) => [name, jsonObject({ value, from })]));
  return jsonText(jsonObject({ part, directory, location, variables: told }));
}
