import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compareCodePoints,
  fail,
  nearestName,
  shellWords,
  succeed,
  type Diagnostic,
  type Result,
} from '../engine/diag/index.js';
import { hintForCommand, isCommandLike } from './command-hints.js';
import { wordProblem, type CommandLine, type WordProblem } from './command-line.js';
import { COMMANDS, type CommandName } from './options.js';
import type { ProfileWord } from './target.js';

/** Looked for in the current directory when the command line names no profile. */
const DEFAULT_PROFILES = ['software.cfg', 'buildout.cfg'] as const;

/** The command that is to have a profile. */
interface Asker {
  readonly line: CommandLine;
  readonly profile: ProfileWord | undefined;
  readonly command: CommandName;
}

/** The main profile, as an absolute path or a URL. */
export function chooseProfile(asker: Asker, directory: string): Result<string, Diagnostic> {
  const { line, profile: written } = asker;
  if (written === undefined) return defaultProfile(asker, directory);
  if (/^https?:\/\//iu.test(written.text)) return succeed(written.text);
  const path = localPath(written.text, directory);
  const kind = kindOf(path);
  if (kind === 'file') return succeed(path);
  const problem = kind === 'directory' ? isDirectory(written, path) : isMissing(written, path);
  return fail(wordProblem(line, written.index, problem));
}

function localPath(text: string, directory: string): string {
  return URL.canParse(text) && text.startsWith('file:///') ? fileURLToPath(text) : resolve(directory, text);
}

function defaultProfile(asker: Asker, directory: string): Result<string, Diagnostic> {
  const found = DEFAULT_PROFILES.map((name) => join(directory, name)).find((path) => kindOf(path) === 'file');
  if (found !== undefined) return succeed(found);
  const others = profilesIn(directory);
  const looked = DEFAULT_PROFILES.map((name) => ({ message: `looked for ${join(directory, name)}` }));
  return fail({
    code: 'cli-no-profile',
    severity: 'error',
    message: 'no profile is named, and the current directory has none of the usual names',
    notes: [...looked, ...(others.length === 0 ? [] : [{ message: whatIsIn(directory) }])],
    hint: hintToName(asker, others),
  });
}

/** The same command with a profile; where the release is, is another question. */
function hintToName({ line, command }: Asker, [first, ...others]: readonly string[]): string {
  const profile = first === undefined || others.length > 0 ? 'PROFILE' : first;
  const words = line.words.length === 0 ? [profile] : ['-c', profile, ...line.words];
  const named = `name one: \`${shellWords(['slapbuild', ...words])}\``;
  const isOfPart = COMMANDS.some(({ name, takes }) => name === command && takes === 'part');
  return isOfPart
    ? `${named}; \`-d DIR\` says where its release is, if that is not beside it`
    : `${named}; \`slapbuild --help\` tells more`;
}

function isDirectory({ text }: ProfileWord, path: string): WordProblem {
  const inside = DEFAULT_PROFILES.find((name) => kindOf(join(path, name)) === 'file');
  const hint = inside === undefined ? whatIsIn(path) : `did you mean \`${join(text, inside)}\`?`;
  return { code: 'cli-profile-not-found', message: `\`${text}\` is a directory, not a profile`, hint };
}

/** A word that looks like neither path nor profile was perhaps to be a command. */
function isMissing({ text, maybeCommand }: ProfileWord, path: string): WordProblem {
  const near = nearProfile(text, path);
  if (maybeCommand && isCommandLike(text)) {
    const message = `\`${text}\` is neither a command nor a profile`;
    const hint = hintForCommand(text) ?? near ?? `for a part, write \`slapbuild install ${text}\``;
    return { code: 'cli-invalid-command', message, hint };
  }
  const message = `the profile \`${text}\` does not exist`;
  return { code: 'cli-profile-not-found', message, hint: near ?? whatIsIn(dirname(path)) };
}

function nearProfile(text: string, path: string): string | undefined {
  const profiles = profilesIn(dirname(path));
  const whole = `${basename(path)}.cfg`;
  const file = profiles.includes(whole) ? whole : nearestName(basename(path), profiles);
  return file === undefined ? undefined : `did you mean \`${join(dirname(text), file)}\`?`;
}

/** Profiles that are named. */
const MOST_PROFILES = 5;

function whatIsIn(directory: string): string {
  if (kindOf(directory) === 'nothing') return `there is no directory \`${directory}\``;
  const profiles = profilesIn(directory);
  if (profiles.length === 0) return `there is no profile in \`${directory}\``;
  const names = profiles.slice(0, MOST_PROFILES).map((name) => `\`${name}\``);
  const more = profiles.length - names.length;
  return `\`${directory}\` has ${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** In the order of their names. */
function profilesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.cfg') && !name.startsWith('.'))
      .sort(compareCodePoints);
  } catch {
    // Only a hint is lost.
    return [];
  }
}

/** What is at a path, links followed; what cannot be looked at is left to the engine, which says why. */
function kindOf(path: string): 'file' | 'directory' | 'nothing' {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 'nothing';
    return status.isDirectory() ? 'directory' : 'file';
  } catch {
    return 'file';
  }
}
