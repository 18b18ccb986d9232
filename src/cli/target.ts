import { fail, shellWords, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import { BUILDOUT_COMMANDS } from './buildout-arguments.js';
import { isPathLike } from './command-hints.js';
import { wordProblem, type CommandLine } from './command-line.js';
import { COMMANDS, type CommandName } from './options.js';
import type { Word } from './sort-words.js';
import { explainSurplus, oneTooMany } from './surplus-word.js';

/** What to do, with which profile, and with which parts of it. */
export interface Target {
  readonly command: CommandName;
  /** As written; `undefined`: the default one. */
  readonly profile: ProfileWord | undefined;
  /** `install` with names; `undefined`: every part. */
  readonly parts: readonly string[] | undefined;
  /** What the command is told: parts, sections, a `section:option`, files. */
  readonly words: readonly Word[];
}

export interface ProfileWord extends Word {
  /** The first word, which may as well be a mistyped command. */
  readonly maybeCommand: boolean;
}

/** Reads the words that are neither options nor assignments. `chosen` is the profile that `-c` names. */
export function readTarget(
  line: CommandLine,
  words: readonly Word[],
  chosen: Word | undefined,
): Result<Target, Diagnostic> {
  const [first, ...more] = words;
  const command = COMMANDS.find(({ name }) => name === first?.text)?.name;
  const profile = chosen && { ...chosen, maybeCommand: false };
  const takes = COMMANDS.find(({ name }) => name === command)?.takes;
  if (command !== undefined && takes === 'parts') return readParts(line, more, profile);
  if (command !== undefined && takes === 'part') return readPart(line, more, { command, profile });
  if (command !== undefined && takes === 'value') return readSubject(line, more, { command, profile });
  if (command !== undefined && takes !== undefined && takes !== 'profile')
    return succeed({ command, profile, parts: undefined, words: more });
  if (command === undefined && first !== undefined && BUILDOUT_COMMANDS.has(first.text))
    return fail(otherCommand(line, first));
  const [written, extra] = command === undefined ? words : more;
  const given = written && { ...written, maybeCommand: command === undefined };
  const surplus = profile === undefined ? extra : given;
  const named = profile ?? given;
  if (surplus !== undefined && named !== undefined)
    return fail(explainSurplus(line, { words, word: surplus, profile: named, isChosen: profile !== undefined }));
  return succeed({ command: command ?? 'build', profile: profile ?? given, parts: undefined, words: [] });
}

function readParts(
  line: CommandLine,
  words: readonly Word[],
  profile: ProfileWord | undefined,
): Result<Target, Diagnostic> {
  const path = words.find(({ text }) => isPathLike(text));
  if (path !== undefined) {
    const message = `\`install\` takes the names of parts, and \`${path.text}\` looks like a profile`;
    const others = words.filter((word) => word !== path).map(({ text }) => text);
    const hint = `write \`${shellWords(['slapbuild', '-c', path.text, 'install', ...others])}\``;
    return fail(wordProblem(line, path.index, { code: 'cli-invalid-part', message, hint }));
  }
  const names = words.map(({ text }) => text);
  return succeed({ command: 'install', profile, parts: names.length > 0 ? names : undefined, words });
}

/** `[PROFILE] section:option`. */
function readSubject(
  line: CommandLine,
  words: readonly Word[],
  { command, profile }: Pick<Target, 'command' | 'profile'>,
): Result<Target, Diagnostic> {
  const [first, second, extra] = words;
  if (first === undefined || second === undefined) return succeed({ command, profile, parts: undefined, words });
  const surplus = extra ?? (profile === undefined ? undefined : second);
  if (surplus !== undefined) return fail(oneTooMany(line, surplus, { profile: profile ?? first }));
  return succeed({ command, profile: { ...first, maybeCommand: false }, parts: undefined, words: [second] });
}

/** `[PROFILE] PART`. */
function readPart(
  line: CommandLine,
  words: readonly Word[],
  { command, profile }: Pick<Target, 'command' | 'profile'>,
): Result<Target, Diagnostic> {
  const [first, second, extra] = words;
  const part = profile === undefined ? (second ?? first) : first;
  if (part === undefined || (isPathLike(part.text) && second === undefined))
    return fail(missingPart(line, command, part));
  const surplus = profile === undefined ? extra : second;
  const written = profile ?? (second === undefined ? undefined : first && { ...first, maybeCommand: false });
  if (surplus === undefined) return succeed({ command, profile: written, parts: undefined, words: [part] });
  const message = `\`${surplus.text}\` is one word too many: \`${command}\` is about one part, \`${part.text}\``;
  const hint = command === 'shell' && {
    hint: `for a command, write \`${shellWords(['slapbuild', 'shell', part.text, '--', 'COMMAND'])}\``,
  };
  return fail(wordProblem(line, surplus.index, { code: 'cli-invalid-argument', message, ...hint }));
}

function missingPart(line: CommandLine, command: CommandName, path: Word | undefined): Diagnostic {
  const index = path?.index ?? Math.max(0, line.words.indexOf(command));
  const message = `\`${command}\` needs the name of a part`;
  const hint = `write \`${shellWords(['slapbuild', command, ...(path === undefined ? [] : [path.text]), 'PART'])}\``;
  return wordProblem(line, index, { code: 'cli-missing-argument', message, hint });
}

function otherCommand(line: CommandLine, { text, index }: Word): Diagnostic {
  const message = `slapbuild does not have buildout's command \`${text}\``;
  const known = COMMANDS.map(({ name }) => `\`${name}\``).join(', ');
  return wordProblem(line, index, { code: 'cli-invalid-command', message, hint: `it has ${known}` });
}
