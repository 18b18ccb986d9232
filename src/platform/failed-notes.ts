import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailedNotes } from '../engine/execute/index.js';
import { errnoOf } from './file-failure.js';
import { removeFile } from './file-tree.js';
import { fileName, writeAtomically } from './release-names.js';

/** Notes about parts that failed, one file each in a folder of the release. */
export function openFailedNotes(folder: string): FailedNotes {
  const pathOf = (part: string): string => join(folder, `${fileName(part)}.json`);
  return {
    read: (part) => readText(pathOf(part)),
    // The words of a command may hold a password: they are for the user alone.
    write: (part, text) => writeAtomically(pathOf(part), text, 0o600),
    forget(part) {
      try {
        removeFile(pathOf(part));
      } catch (error) {
        errnoOf(error);
      }
    },
    all() {
      return namesIn(folder)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => readText(join(folder, name)) ?? []);
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    errnoOf(error);
    return [];
  }
}
