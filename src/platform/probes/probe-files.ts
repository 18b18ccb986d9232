import { randomUUID } from 'node:crypto';
import { open, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProbeFiles } from '../../engine/execute/index.js';
import { makeDirectories } from '../directories.js';
import { isSystemError } from '../file-failure.js';
import { removeFile } from '../file-tree.js';
import { readMachineState } from './machine-state.js';
import { findChanges, readTree } from './read-tree.js';

/** Entries that stay at least; the least recently used of those above the limit go when one is written. */
const LIMITS = { entries: 1_000, kept: 900, bytes: 4 * 1024 * 1024 };

/** A temporary file that is older belongs to a process that was killed. */
const ABANDONED_MILLIS = 3_600_000;

/** Entries as files of one directory, which is the user's own. */
export function createProbeFiles(directory: string): ProbeFiles {
  return {
    readEntry: (key) => orNothing(() => readEntry(join(directory, key))),
    async writeEntry(key, text) {
      await orNothing(() => writeEntry(directory, key, text));
    },
    readMachineState: (named) => orNothing(() => readMachineState(named)),
    readTree: (tree) => orNothing(() => readTree(tree)),
    findChanges: (tree, before) => orNothing(() => findChanges(tree, before)),
  };
}

async function orNothing<Value>(action: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}

/** What another user could have written is not trusted. A reader marks the entry as used. */
async function readEntry(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { uid, mode, size } = await file.stat();
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0 || size > LIMITS.bytes) return undefined;
    const text = await file.readFile('utf8');
    const now = new Date();
    await file.utimes(now, now);
    return text;
  } finally {
    await file.close();
  }
}

async function writeEntry(directory: string, key: string, text: string): Promise<void> {
  if (Buffer.byteLength(text) > LIMITS.bytes) return;
  makeDirectories(directory, 0o755);
  const temporary = join(directory, `.${key}.${randomUUID()}`);
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
    await rename(temporary, join(directory, key));
  } finally {
    removeFile(temporary);
  }
  await dropOldest(directory);
}

async function dropOldest(directory: string): Promise<void> {
  const names = await readdir(directory);
  const entries = names.filter((name) => !name.startsWith('.'));
  const abandoned = names.filter((name) => name.startsWith('.'));
  for (const { path, used } of await lastUses(directory, abandoned))
    if (used < Date.now() - ABANDONED_MILLIS) removeFile(path);
  if (entries.length <= LIMITS.entries) return;
  const uses = (await lastUses(directory, entries)).toSorted((one, other) => other.used - one.used);
  for (const { path } of uses.slice(LIMITS.kept)) removeFile(path);
}

interface LastUse {
  readonly path: string;
  readonly used: number;
}

async function lastUses(directory: string, names: readonly string[]): Promise<readonly LastUse[]> {
  const uses: LastUse[] = [];
  for (const name of names) {
    const path = join(directory, name);
    const status = await orNothing(() => stat(path));
    if (status !== undefined) uses.push({ path, used: status.mtimeMs });
  }
  return uses;
}
