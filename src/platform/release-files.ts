import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { succeed, type Result } from '../engine/diag/index.js';
import type { LogWriter, ReleaseFiles, Scratch } from '../engine/execute/index.js';
import type { FileFailure } from '../engine/recipe/index.js';
import { makeDirectories } from './directories.js';
import { errnoOf, asFileFailure } from './file-failure.js';
import { removeFile as removeIfThere, removeTree } from './file-tree.js';
import { openFailedNotes } from './failed-notes.js';
import { openJournal } from './journal-file.js';
import { fileName, writeAtomically } from './release-names.js';

/** Paths of the engine's own files of a release directory. */
interface ReleasePaths {
  readonly journal: string;
  readonly lock: string;
  readonly lastRun: string;
  readonly logs: string;
  readonly temporary: string;
  readonly replaced: string;
  readonly failed: string;
}

function releasePaths(directory: string): ReleasePaths {
  const own = join(directory, '.slapbuild');
  return {
    journal: join(own, 'state.jsonl'),
    lock: join(own, 'lock'),
    lastRun: join(own, 'last-run.json'),
    logs: join(own, 'log'),
    temporary: join(own, 'tmp'),
    replaced: join(own, 'replaced'),
    failed: join(own, 'failed'),
  };
}

/** Opens a release directory for a run that holds its lock: what earlier runs left in temporary places goes away. */
export function openRelease(directory: string): ReleaseFiles {
  const paths = releasePaths(directory);
  const journal = openJournal(paths.journal);
  return {
    lockPath: paths.lock,
    journalPath: paths.journal,
    temporaryPath: paths.temporary,
    readJournal() {
      const text = readText(paths.journal);
      return text.ok ? succeed(text.value ?? '') : text;
    },
    replaceJournal(text) {
      // What is appended from here on belongs to the new file.
      journal.close();
      const written = writeAtomically(paths.journal, text);
      return written.ok ? syncDirectory(dirname(paths.journal)) : written;
    },
    writeText: writeAtomically,
    readText,
    removeFile,
    readLastRun() {
      try {
        return readFileSync(paths.lastRun, 'utf8');
      } catch (error) {
        errnoOf(error);
        return undefined;
      }
    },
    forgetLastRun: () => removeFile(paths.lastRun),
    writeLastRun(text) {
      // A shortcut that cannot be written is only missed.
      writeAtomically(paths.lastRun, text);
    },
    append: journal.append,
    flush: journal.flush,
    openLog: (part) => openLog(join(paths.logs, `${fileName(part)}.log`)),
    openScratch: (part) => openScratch(join(paths.temporary, fileName(part))),
    replacedPath(part) {
      return join(paths.replaced, fileName(part));
    },
    failed: openFailedNotes(paths.failed),
    clean(spared) {
      const kept = new Set(spared.map(fileName));
      for (const name of namesIn(paths.temporary))
        if (!kept.has(name)) rmSync(join(paths.temporary, name), { recursive: true, force: true });
      rmSync(paths.replaced, { recursive: true, force: true });
    },
    close: journal.close,
  };
}

function readText(path: string): Result<string | undefined, FileFailure> {
  try {
    return succeed(readFileSync(path, 'utf8'));
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? succeed(undefined) : asFileFailure(error, 'read', path);
  }
}

function removeFile(path: string): Result<void, FileFailure> {
  try {
    rmSync(path, { force: true });
    return succeed(undefined);
  } catch (error) {
    return asFileFailure(error, 'remove', path);
  }
}

/** A rename counts after a loss of power only when the directory is synced. */
function syncDirectory(path: string): Result<void, FileFailure> {
  try {
    const directory = openSync(path, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
    return succeed(undefined);
  } catch (error) {
    return asFileFailure(error, 'write', path);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    errnoOf(error);
    return [];
  }
}

/** A log is a help, not a result: when it cannot be written the build goes on, and the log ends there. */
function openLog(path: string): LogWriter {
  let file: number | 'unopened' | 'broken' = 'unopened';
  let size = 0;
  const open = (): number | 'broken' => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w', 0o644);
  };
  return {
    path,
    get size() {
      return size;
    },
    readFrom: (from, limit) => readEnd(path, Math.max(from, size - limit), size),
    write(chunk) {
      try {
        if (file === 'unopened') file = open();
        if (file === 'broken') return;
        size += typeof chunk === 'string' ? writeSync(file, chunk) : writeSync(file, chunk);
      } catch (error) {
        errnoOf(error);
        if (typeof file === 'number') closeSync(file);
        file = 'broken';
      }
    },
    close() {
      if (typeof file === 'number') closeSync(file);
      if (file === 'unopened') removeIfThere(path);
      file = 'broken';
    },
  };
}

/** The bytes of a file from one place to another, as text. */
function readEnd(path: string, from: number, to: number): string {
  if (to <= from) return '';
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(to - from);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, from));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    errnoOf(error);
    return '';
  }
}

const SCRATCH = ['home', 'tmp', 'work'];

/**
 * Most parts leave their scratch as they got it. Answers whether all is gone; a link in its place is not followed. Not
 * done at once: some file systems take milliseconds for each.
 */
async function removeEmpty(path: string): Promise<boolean> {
  try {
    if (!lstatSync(path).isDirectory()) return false;
    await Promise.all(SCRATCH.map((name) => rmdir(join(path, name))));
    await rmdir(path);
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

function openScratch(path: string): Scratch {
  let made: Promise<Result<void, FileFailure>> | undefined;
  const make = async (): Promise<Result<void, FileFailure>> => {
    try {
      await removeTree(path);
      for (const name of SCRATCH) makeDirectories(join(path, name), 0o755);
      return succeed(undefined);
    } catch (error) {
      return asFileFailure(error, 'make', path);
    }
  };
  return {
    path,
    make: () => (made ??= make()),
    async remove() {
      if (made !== undefined && !(await removeEmpty(path))) await removeTree(path);
    },
  };
}
