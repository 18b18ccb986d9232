import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export interface ProgramName {
  readonly name: string;
  /** Variable of the caller's environment that names it; else it is looked for in `PATH`. */
  readonly variable: string;
}

/** Absolute path of a program, or nothing. */
export function findProgram({ name, variable }: ProgramName, callerEnv: NodeJS.ProcessEnv): string | undefined {
  const given = callerEnv[variable];
  const wanted = given === undefined || given === '' ? name : given;
  if (wanted.includes('/')) return canRun(wanted) ? resolve(wanted) : undefined;
  const folders = (callerEnv['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, wanted)).find(canRun);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first line that a program says of itself; nothing when it does not run. */
export function askVersion(argv: readonly [string, ...string[]], env: NodeJS.ProcessEnv): string | undefined {
  const [program, ...args] = argv;
  const asked = spawnSync(program, args, { env, encoding: 'utf8', timeout: 60_000 });
  return asked.status === 0 ? asked.stdout.trim().split('\n')[0] : undefined;
}

/** A program of an npm package in the folder that BENCH_NPM_BIN names (a `node_modules/.bin`). */
export function findNpmProgram(
  name: string,
  callerEnv: NodeJS.ProcessEnv,
): { readonly path: string; readonly version: string } | undefined {
  const folder = callerEnv['BENCH_NPM_BIN'];
  if (folder === undefined || !canRun(join(folder, name))) return undefined;
  // Written by npm; only its version is read.
  const manifest = JSON.parse(readFileSync(join(folder, '..', name, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return { path: join(folder, name), version: manifest.version };
}
