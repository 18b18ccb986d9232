import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, nearestName, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import { hintForCommand, isCommandLike } from './command-hints.js';
import { wordProblem, type CommandLine, type WordProblem } from './command-line.js';
import type { ProfileWord } from './target.js';

/** Looked for in the current directory when the command line names no profile. */
const DEFAULT_PROFILES = ['software.cfg', 'buildout.cfg'] as const;

/** The main profile, as an absolute path or a URL. */
export function chooseProfile(
  line: CommandLine,
  written: ProfileWord | undefined,
  directory: string,
): Result<string, Diagnostic> {
  if (written === undefined) return defaultProfile(directory);
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

function defaultProfile(directory: string): Result<string, Diagnostic> {
  const found = DEFAULT_PROFILES.map((name) => join(directory, name)).find((path) => kindOf(path) === 'file');
  if (found !== undefined) return succeed(found);
  return fail({
    code: 'cli-no-profile',
    severity: 'error',
    message: 'no profile is named, and the current directory has none',
    notes: DEFAULT_PROFILES.map((name) => ({ message: `looked for ${join(directory, name)}` })),
    hint: 'name one: `slapbuild PROFILE`; `slapbuild --help` tells more',
  });
}

function isDirectory({ text }: ProfileWord, path: string): WordProblem {
  const inside = DEFAULT_PROFILES.find((name) => kindOf(join(path, name)) === 'file');
  const hint = inside === undefined ? {} : { hint: `did you mean \`${join(text, inside)}\`?` };
  return { code: 'cli-profile-not-found', message: `\`${text}\` is a directory, not a profile`, ...hint };
}

/** A word that looks like neither path nor profile was perhaps to be a command. */
function isMissing({ text, maybeCommand }: ProfileWord, path: string): WordProblem {
  const file = nearestName(basename(path), profilesIn(dirname(path)));
  const near = file === undefined ? undefined : `did you mean \`${join(dirname(text), file)}\`?`;
  if (maybeCommand && isCommandLike(text)) {
    const message = `\`${text}\` is neither a command nor a profile`;
    const hint = hintForCommand(text) ?? near ?? `for a part, write \`slapbuild install ${text}\``;
    return { code: 'cli-invalid-command', message, hint };
  }
  const message = `the profile \`${text}\` does not exist`;
  return { code: 'cli-profile-not-found', message, ...(near !== undefined && { hint: near }) };
}

function profilesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.cfg'));
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
