import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../engine/diag/index.js';
import {
  explain,
  readHashFile,
  updateHashFile,
  type HashChange,
  type HashEntry,
  type HashFile,
} from '../../engine/hash-file/index.js';
import { asFileFailure, hasCode } from '../../platform/file-failure.js';
import { readTextFile, replaceTextFile } from '../../platform/text-files.js';
import { pathName } from '../../reporters/diagnostic-text.js';
import { tell, type Call, type CommandOfFiles } from '../call.js';
import { explainFile, toldFiles, treatFiles, type FileOutcome } from '../told-files.js';

const HASH_FILE = 'buildout.hash.cfg';

/** Keeps files of sums right. One with mistakes is left as it is and told. */
export const updateHash: CommandOfFiles = async (call) => {
  const { line, words } = call.invocation;
  const directory = call.world.workingDirectory;
  const named = words.length > 0 ? words : [{ text: HASH_FILE, index: 0 }];
  const files = toldFiles(named, { line, directory, accepts: (name) => name === HASH_FILE });
  return treatFiles(files, call, { words: ['updated', 'to update'], treat: (path) => updateFile(path, call) });
};

function updateFile(path: string, call: Call): FileOutcome {
  const { invocation, reporter, world } = call;
  const failed = (diagnostics: readonly Diagnostic[]): 'failed' => {
    tell(reporter, diagnostics);
    return 'failed';
  };
  const text = readTextFile(path);
  if (!text.ok) return failed(text.failures.map(explainFile));
  const name = pathName(path, world.workingDirectory);
  const file = readHashFile({ path: name, text: text.value });
  if (!file.ok) return failed(file.failures.map(explain));
  const { digests, problems } = digestFiles(file.value, dirname(path));
  if (problems.length > 0) return failed(problems);
  const updated = updateHashFile(file.value, digests);
  if (updated.changes.length === 0) return 'unchanged';
  const written = invocation.checkOnly ? undefined : replaceTextFile(path, updated.text);
  if (written?.ok === false) return failed(written.failures.map(explainFile));
  if (invocation.verbosity >= 0) for (const change of updated.changes) world.streams.out(changeLine(name, change));
  return 'changed';
}

function changeLine(file: string, { section, path, algorithm, was, now }: HashChange): string {
  return `${file}: [${section}] ${path}: ${algorithm} ${was === '' ? 'nothing' : was} -> ${now}\n`;
}

interface Digests {
  readonly digests: ReadonlyMap<HashEntry, string>;
  readonly problems: readonly Diagnostic[];
}

function digestFiles({ entries }: HashFile, directory: string): Digests {
  const digests = new Map<HashEntry, string>();
  const problems: Diagnostic[] = [];
  for (const entry of entries) {
    const digest = digestOf(entry, join(directory, entry.path));
    if (typeof digest === 'string') digests.set(entry, digest);
    else if (digest !== undefined) problems.push(digest);
  }
  return { digests, problems };
}

/** `undefined`: the section's name is no file, so its sum is of something else. */
function digestOf({ algorithm, path, pathSpan, isNamed }: HashEntry, file: string): string | Diagnostic | undefined {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (!isNamed && status?.isFile() !== true) return undefined;
    if (status !== undefined && !status.isFile()) {
      const message = `\`${path}\` is no file`;
      return { code: 'hash-file-unreadable', severity: 'error', message, at: pathSpan, notes: [], hint: RELATIVE };
    }
    return createHash(algorithm).update(readFileSync(file)).digest('hex');
  } catch (error) {
    const [failure] = asFileFailure(error, 'read', path).failures;
    const words = hasCode(error, 'ENOENT', 'ENOTDIR')
      ? { message: `the file \`${path}\` does not exist`, hint: RELATIVE }
      : { message: explainFile(failure).message, hint: 'the sum of a file is made from its content: make it readable' };
    return { code: 'hash-file-unreadable', severity: 'error', at: pathSpan, notes: [], ...words };
  }
}

const RELATIVE = 'paths are relative to the directory of the file of sums';
