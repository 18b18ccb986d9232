import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { capture, root } from './project.mjs';

/** TypeScript files below `src` that git knows or would take, as paths from the project's folder. */
export function listSources() {
  const pattern = ':(glob)src/**/*.ts';
  const listing = capture('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', pattern]);
  if (listing.status !== 0) throw new Error(`git cannot list the sources: ${listing.stderr}`);
  const paths = new Set(listing.stdout.split('\0').filter((path) => path !== ''));
  // A file that was removed but not yet committed is still in git's list.
  return [...paths].filter((path) => existsSync(join(root, path))).toSorted();
}

/** @param {string} path */
export function parseSource(path) {
  const text = readFileSync(join(root, path), 'utf8');
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

/**
 * Every node of a file, tokens too, parents first.
 * @param {ts.SourceFile} file
 * @returns {Generator<ts.Node, void>}
 */
export function* nodesOf(file) {
  /** @type {ts.Node[]} */
  const open = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...node.getChildren(file).toReversed());
  }
}

/**
 * The line of an offset, counted from 1.
 * @param {ts.SourceFile} file
 * @param {number} offset
 */
export function lineOf(file, offset) {
  return file.getLineAndCharacterOfPosition(offset).line + 1;
}
