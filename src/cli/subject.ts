import { fail, shellWords, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import type { Subject } from '../engine/inspect/index.js';
import { isPathLike } from './command-hints.js';
import { wordProblem, type CommandLine, type WordProblem } from './command-line.js';
import type { CommandName } from './options.js';
import type { Word } from './sort-words.js';

/** An option that a command is asked about. */
export interface AskedSubject extends Subject {
  readonly word: Word;
}

export interface SubjectRules {
  readonly command: CommandName;
  /** The section of a word without a colon; without it there must be one. */
  readonly section?: string;
}

/** Reads the one `section:option` that a command takes. */
export function readSubject(
  line: CommandLine,
  words: readonly Word[],
  { command, section }: SubjectRules,
): Result<AskedSubject, Diagnostic> {
  const refuse = (
    code: WordProblem['code'],
    message: string,
    { index }: Pick<Word, 'index'>,
  ): Result<never, Diagnostic> =>
    fail(wordProblem(line, index, { code, message, hint: hintFor(command, section, words) }));
  const [word, surplus] = words;
  if (word === undefined) {
    const index = Math.max(0, line.words.indexOf(command));
    return refuse('cli-missing-argument', `\`${command}\` needs an option to tell of`, { index });
  }
  if (surplus !== undefined) {
    const message = `\`${surplus.text}\` is one word too many: \`${command}\` tells of one option`;
    return refuse('cli-invalid-argument', message, surplus);
  }
  const [first = '', second, ...more] = withoutBraces(word.text).split(':');
  if (more.length > 0) return refuse('cli-invalid-argument', `\`${word.text}\` has more than one colon`, word);
  if (second !== undefined) return succeed({ word, section: first, option: second });
  if (section !== undefined) return succeed({ word, section, option: first });
  return refuse('cli-invalid-argument', `\`${word.text}\` is no \`section:option\``, word);
}

/** A reference names an option too, as it stands in profiles. */
function withoutBraces(text: string): string {
  return /^\$(?:\{(.*)\}|<(.*)>)$/su.exec(text)?.slice(1).join('') ?? text;
}

function hintFor(command: CommandName, section: string | undefined, words: readonly Word[]): string {
  const [first, second] = words.map(({ text }) => text);
  if (first !== undefined && isPathLike(first))
    return `write \`${shellWords(['slapbuild', '-c', first, command, second ?? 'section:option'])}\``;
  if (section !== undefined)
    return `write \`slapbuild ${command} section:option\`, or \`option\` alone for \`[${section}]\``;
  if (first === undefined || first.includes(':')) return `write \`slapbuild ${command} section:option\``;
  const dotted = /^([^.]+)\.([^.]+)$/u.exec(first);
  if (dotted !== null) return `did you mean \`${dotted.slice(1).join(':')}\`?`;
  const whole = shellWords(['slapbuild', 'annotate', first]);
  return `write \`${shellWords(['slapbuild', command, `${first}:option`])}\`; \`${whole}\` tells of the whole section`;
}
