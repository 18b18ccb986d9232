import { quotedWord } from '../engine/diag/index.js';
import { jsonObject, jsonText } from './ordered-json.js';

/** What the commands of a part get. */
interface Environment {
  readonly part: string;
  readonly directory: string;
  readonly location: string | undefined;
  readonly variables: readonly Variable[];
}

interface Variable {
  readonly name: string;
  readonly value: string;
  /** Who says it: every command has it, `--pass-env` passes it, or the part. */
  readonly from: 'engine' | 'passed' | 'part';
}

/** Lines that a shell can read; what was passed on purpose is marked. Names that no shell can hold are told as comments. */
export function envText({ variables }: Environment): string {
  return variables
    .map(({ name, value, from }) => {
      const assignment = `export ${name}=${quotedWord(value)}`;
      if (!/^[A-Za-z_]\w*$/u.test(name)) return `# ${oneLine(name)}=${oneLine(value)}  (no shell can hold this name)\n`;
      return from === 'passed' ? `${assignment} # passed with --pass-env\n` : `${assignment}\n`;
    })
    .join('');
}

function oneLine(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function envJson({ part, directory, location, variables }: Environment): string {
  const told = new Map(variables.map(({ name, value, from }) => [name, jsonObject({ value, from })]));
  return jsonText(jsonObject({ part, directory, location, variables: told }));
}
