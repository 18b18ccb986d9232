import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import type { Graph } from './graph.js';
import type { Work } from './profile.js';
import type { Command } from './sample.js';
import { makeFloorSite, makeProfileSite, type Site } from './site.js';
import { writeZcRecipe, ZC_RECIPE } from './zc-recipe.js';

export type ToolName = 'slapbuild' | 'floor' | 'zc.buildout';

/** A program that builds the generated graphs. */
export interface Tool {
  readonly name: ToolName;
  makeSite(folder: string, graph: Graph, work: Work): Site;
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

/** The built command line. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

export function makeSlapbuild({ env }: Workshop): Tool {
  return {
    name: 'slapbuild',
    makeSite(cwd, graph, work) {
      const command: Command = { argv: [process.execPath, PROGRAM, 'buildout.cfg'], cwd, env };
      return makeProfileSite({ command, graph, details: { recipe: work === 'spawn' ? 'command' : 'template', work } });
    },
  };
}

export function makeFloor({ folder, env }: Workshop): Tool {
  const program = compile('floor', join(folder, 'floor.mjs'));
  return {
    name: 'floor',
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
const ZC_VERSION = 'from importlib.metadata import version; import zc.buildout; print(version("zc.buildout"))';

export interface FoundTool {
  readonly tool: Tool;
  readonly version: string;
}

/** zc.buildout as the given Python has it; nothing when it has none. */
export function findZcBuildout(python: string | undefined, { folder, env: base }: Workshop): FoundTool | undefined {
  if (python === undefined || python === '' || (python.includes('/') && !existsSync(python))) return undefined;
  const asked = spawnSync(python, ['-W', 'ignore', '-c', ZC_VERSION], { env: base, encoding: 'utf8' });
  if (asked.status !== 0) return undefined;
  const recipes = join(folder, 'zc-recipe');
  writeZcRecipe(recipes);
  const env = { ...base, PYTHONPATH: recipes };
  const tool: Tool = {
    name: 'zc.buildout',
    makeSite(cwd, graph, work) {
      const command: Command = { argv: [python, '-W', 'ignore', '-c', ZC_MAIN, '-c', 'buildout.cfg'], cwd, env };
      return makeProfileSite({ command, graph, details: { recipe: `${ZC_RECIPE}:${work}`, work } });
    },
  };
  return { tool, version: asked.stdout.trim() };
}
