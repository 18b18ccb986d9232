import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, orderOnce, writePeakReporter } from './python.js';
import { NotWorking, type Command } from './sample.js';
import { PROGRAM, ZC_MAIN, type Workshop } from './tools.js';
import { makeTree, TREE_STAGES, writeTree, type Tree } from './trees.js';
import type { TreeShape } from './tree-shape.js';

/** A generated tree on disk. */
export interface TreeSite {
  readonly folder: string;
  readonly tree: Tree;
  readonly shape: TreeShape;
}

/** A program that reads a tree. */
export interface TreeReader {
  readonly name: string;
  command(site: TreeSite): Command;
  /** Whether it prints JSON that says what it read. */
  readonly printsJson: boolean;
}

export interface TreeReaders {
  /** Ours, one for each stage. */
  readonly own: readonly TreeReader[];
  /** The resolver in Python that reads each file once; empty without a Python. */
  readonly python: readonly TreeReader[];
  readonly zc: readonly TreeReader[];
}

export function openTree({ folder: parent }: Workshop, name: string, shape: TreeShape): TreeSite {
  const folder = join(parent, name);
  mkdirSync(folder);
  const tree = makeTree(shape);
  writeTree(tree, folder);
  return { folder, tree, shape };
}

/** `zcPython`: a Python that has zc.buildout. */
export function findReaders({ folder, env }: Workshop, zcPython: string | undefined): TreeReaders {
  const python = findPython();
  const pythonEnv = { ...env, PYTHONPATH: writePeakReporter(join(folder, 'python-peak')) };
  const own = TREE_STAGES.map((stage): TreeReader => {
    const argv = (main: string): Command['argv'] => {
      return [process.execPath, PROGRAM, 'resolve', main, '--stage', stage, '--json'];
    };
    const command = ({ folder: cwd, tree }: TreeSite): Command => ({ argv: argv(tree.main), cwd, env });
    return { name: `slapbuild, ${stage}`, printsJson: true, command };
  });
  const ofPython = (program: string): readonly TreeReader[] =>
    TREE_STAGES.map((stage) => {
      const command = ({ folder: cwd, tree }: TreeSite): Command => {
        return { argv: orderOnce(program, tree.main, stage), cwd, env: pythonEnv };
      };
      return { name: `order-once Python, ${stage}`, printsJson: true, command };
    });
  const ofZc = (program: string): readonly TreeReader[] =>
    ['annotate', 'query buildout:parts'].map((words) => {
      const command = ({ folder: cwd, tree }: TreeSite): Command => {
        const argv = [program, '-W', 'ignore', '-c', ZC_MAIN, '-c', tree.main, ...words.split(' ')] as const;
        return { argv, cwd, env: pythonEnv };
      };
      return { name: `zc.buildout, ${words}`, printsJson: false, command };
    });
  return {
    own,
    python: python === undefined ? [] : ofPython(python),
    zc: zcPython === undefined ? [] : ofZc(zcPython),
  };
}

/** Bytes of JSON. */
const LARGEST_OUTPUT = 2 ** 28;

/** Runs once and sees that the whole tree was read. */
export function rehearse(reader: TreeReader, site: TreeSite): void {
  const { argv, cwd, env } = reader.command(site);
  const [program, ...args] = argv;
  const ended = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  if (ended.status !== 0) throw new NotWorking(`it ended with ${String(ended.status)}: ${ended.stderr.slice(0, 500)}`);
  if (!reader.printsJson) return;
  const { files, sections } = readAnswer(ended.stdout);
  if (files === site.shape.files && sections === site.shape.sections) return;
  throw new NotWorking(`it found ${files} files and ${sections} sections`);
}

function readAnswer(text: string): { readonly files: number; readonly sections: number } {
  // What the programs are there to print; another answer has none of it, and is told.
  const { files = 0, sections = {} } = JSON.parse(text) as { readonly files?: number; readonly sections?: object };
  return { files, sections: Object.keys(sections).length };
}
