import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecipeFailure, Result } from '../../src/engine/recipe/index.js';
import { makeBench, type BenchSettings, type RecipeBench } from '../../src/testing/index.js';
import { plainArchiver } from './tools.js';

/** A release directory of one test, and a bench that works in it. */
export interface Release {
  readonly directory: string;
  readonly bench: RecipeBench;
  /** Absolute path of a name in the release. */
  at(path: string): string;
  write(path: string, text: string, mode?: number): string;
  read(path: string): string;
  /** Permission bits in octal, without following a link. */
  mode(path: string): string;
  /** Every file and directory below a path, sorted, directories with a slash. */
  tree(path?: string): readonly string[];
  /** Packs `files` (path to text, `program:` in front of a text makes it executable) as a tar.gz. */
  archive(path: string, files: Readonly<Record<string, string>>): string;
}

export function makeRelease(settings: Omit<BenchSettings, 'directory' | 'tools'> = {}): Release {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'release-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const at = (path: string): string => join(directory, path);
  const write = (path: string, text: string, mode = 0o644): string => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
    chmodSync(at(path), mode);
    return at(path);
  };
  return {
    directory,
    bench: makeBench({ ...settings, directory, tools: { archiver: plainArchiver } }),
    at,
    write,
    read: (path) => readFileSync(at(path), 'utf8'),
    mode: (path) => (lstatSync(at(path)).mode & 0o7777).toString(8).padStart(4, '0'),
    tree: (path = '.') => treeOf(at(path)),
    archive(path, files) {
      const folder = mkdtempSync(join(tmpdir(), 'archive-'));
      for (const [name, text] of Object.entries(files)) {
        const program = text.startsWith(PROGRAM);
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), program ? text.slice(PROGRAM.length) : text, {
          mode: program ? 0o755 : 0o644,
        });
      }
      execFileSync('tar', ['-czf', at(path), '-C', folder, ...readdirSync(folder)]);
      rmSync(folder, { recursive: true });
      return at(path);
    },
  };
}

const PROGRAM = 'program:';

function treeOf(root: string, below = ''): readonly string[] {
  return readdirSync(join(root, below))
    .toSorted()
    .filter((name) => name !== '.bench')
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`;
      return lstatSync(join(root, path)).isDirectory() ? [`${path}/`, ...treeOf(root, path)] : [path];
    });
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The value of a success; a failure fails the test with what it says. */
export function valueOf<Value>(result: Result<Value, RecipeFailure>): Value {
  if (result.ok) return result.value;
  throw new Error(`failed: ${JSON.stringify(result.failures, undefined, 2)}`);
}

/** The only failure of a result that must have failed. */
export function failureOf(result: Result<unknown, RecipeFailure>): RecipeFailure {
  if (result.ok) throw new Error('succeeded');
  if (result.failures.length > 1) throw new Error(`several failures: ${JSON.stringify(result.failures)}`);
  return result.failures[0];
}
