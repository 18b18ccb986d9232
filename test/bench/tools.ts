import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import type { CProject } from './c/project.js';
import type { CSite } from './c/site.js';
import type { Graph } from './graph.js';
import type { Work } from './profile.js';
import type { Command } from './sample.js';
import { makeFloorSite, makeProfileSite, type Site } from './site.js';

/** A program that builds the generated graphs. */
export interface Tool {
  readonly name: string;
  /** Whether it makes parts without a process of their own too; other tools spawn whatever is asked for. */
  readonly worksInProcess?: true;
  makeSite(folder: string, graph: Graph, work: Work): Site;
  /** Parts as releases have them; not every tool has a way to say them. */
  makeCSite?(folder: string, project: CProject): CSite;
  /** Builds the profile `buildout.cfg` of a folder, where that has recipes for autoconf parts. */
  cmmiCommand?(folder: string): Command;
}

/** Where everything happens that is not a site: private home, compiled programs, the recipe for zc.buildout. */
export interface Workshop {
  readonly folder: string;
  /** The caller's environment, less what would make one machine's figures differ from another's. */
  readonly env: NodeJS.ProcessEnv;
  /** A module that every measured Node process can be told to load. */
  readonly peakMemoryModule: string;
}

export function makeWorkshop(folder: string, callerEnv: NodeJS.ProcessEnv): Workshop {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const dropped = /^(?:NODE_|PYTHON|MAKE|XDG_|LC_|BENCH_|npm_)/u;
  const inherited = Object.entries(callerEnv).filter(([name]) => !dropped.test(name));
  const env = { ...Object.fromEntries(inherited), HOME: home, LANG: 'C.UTF-8' };
  return { folder, env, peakMemoryModule: compile('peak-memory', join(folder, 'peak-memory.cjs')) };
}

/** Makes a JavaScript program of a source that stands beside this one and imports built-ins only. */
function compile(name: 'floor' | 'peak-memory', target: string): string {
  const source = new URL(name === 'floor' ? './floor.ts' : './peak-memory.ts', import.meta.url);
  const format = target.endsWith('.cjs') ? 'cjs' : 'esm';
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'ts', format, target: 'node20' });
  writeFileSync(target, code);
  return target;
}

export const OWN = 'slapbuild';
export const FLOOR = 'floor';

/** The built command line. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

export function makeSlapbuild({ env }: Workshop): Tool {
  return {
    name: OWN,
    worksInProcess: true,
    makeSite(cwd, graph, work) {
      const command: Command = { argv: [process.execPath, PROGRAM, 'buildout.cfg'], cwd, env };
      return makeProfileSite({ command, graph, details: { recipe: work === 'spawn' ? 'command' : 'template', work } });
    },
  };
}

export function makeFloor({ folder, env }: Workshop): Tool {
  const program = compile('floor', join(folder, 'floor.mjs'));
  return {
    name: FLOOR,
    worksInProcess: true,
    makeSite(cwd, graph, work) {
      return makeFloorSite(
        { argv: [process.execPath, program, work, String(availableParallelism())], cwd, env },
        graph,
      );
    },
  };
}

/** Starts zc.buildout with the arguments behind it. */
export const ZC_MAIN = 'import sys; from zc.buildout.buildout import main; main(sys.argv[1:])';

export interface FoundTool {
  readonly tool: Tool;
  readonly version: string;
}
