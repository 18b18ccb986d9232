import { shellWords, type Diagnostic } from '../engine/diag/index.js';
import { hintForCommand, isCommandLike, isPathLike } from './command-hints.js';
import { wordProblem, type CommandLine, type WordProblem } from './command-line.js';
import { COMMANDS } from './options.js';
import type { Word } from './sort-words.js';

export interface Surplus {
  /** The words that are neither options nor assignments. */
  readonly words: readonly Word[];
  /** The word that has no place. */
  readonly word: Word;
  readonly profile: Word;
  /** `-c` names the profile. */
  readonly isChosen: boolean;
}

/** Tells that there is a word too many, or that the first one is no command. */
export function explainSurplus(line: CommandLine, surplus: Surplus): Diagnostic {
  const [first] = surplus.words;
  const problem = first === undefined ? undefined : noCommand(first, surplus);
  if (first !== undefined && problem !== undefined) return wordProblem(line, first.index, problem);
  return oneTooMany(line, surplus.word, { profile: surplus.profile, hint: hintFor(surplus) });
}

interface Stray extends Pick<Surplus, 'profile'> {
  readonly hint?: string;
}

export function oneTooMany(line: CommandLine, { text, index }: Word, { profile, hint }: Stray): Diagnostic {
  const message = `\`${text}\` is one word too many: the profile is \`${profile.text}\``;
  return wordProblem(line, index, { code: 'cli-invalid-argument', message, ...(hint !== undefined && { hint }) });
}

/** A profile may be called anything, so a word is only taken for a command where it is near to one, or no path. */
function noCommand({ text }: Word, { words, isChosen }: Surplus): WordProblem | undefined {
  const isCommand = COMMANDS.some(({ name }) => name === text);
  if (isCommand || !isCommandLike(text)) return undefined;
  const problem = { code: 'cli-invalid-command', message: `\`${text}\` is no command` } as const;
  const hint = hintForCommand(text);
  if (hint !== undefined) return { ...problem, hint };
  return isChosen ? undefined : { ...problem, hint: `for parts, write \`slapbuild install ${textOf(words)}\`` };
}

function hintFor({ words, word, profile }: Surplus): string {
  const rest = words.slice(words.indexOf(word));
  const command = COMMANDS.find(({ name }) => name === word.text);
  if (command !== undefined) return `write \`slapbuild ${inOrder(command.takes, textOf([profile]), rest)}\``;
  if (isPathLike(word.text)) return 'one run builds one profile';
  if (word.text.includes(':')) return `\`${word.text}=VALUE\` sets a value`;
  return `for parts, write \`slapbuild -c ${textOf([profile])} install ${textOf(rest)}\``;
}

/** The same words with the command where it belongs. */
function inOrder(takes: string, profile: string, [command, ...others]: readonly Word[]): string {
  const after = others.length === 0 ? '' : ` ${textOf(others)}`;
  const isBehind = takes === 'profile' || takes === 'value' || takes === 'files' || takes === 'part';
  return isBehind ? `${command?.text ?? ''} ${profile}${after}` : `-c ${profile} ${command?.text ?? ''}${after}`;
}

function textOf(words: readonly Word[]): string {
  return shellWords(words.map(({ text }) => text));
}
