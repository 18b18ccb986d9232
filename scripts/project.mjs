import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The program of an installed development package.
 * @param {string} name
 */
export function tool(name) {
  return join(root, 'node_modules', '.bin', name);
}

/**
 * Runs a program in the project's folder, its output shown as it comes; answers its exit status.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function run(program, args, { cwd = root, env = process.env } = {}) {
  return statusOf(spawnSync(program, args, { cwd, env, stdio: 'inherit' }), program);
}

/**
 * Runs a program in the project's folder and answers its status and what it printed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export function capture(program, args, { cwd = root } = {}) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: statusOf(result, program), stdout: result.stdout, stderr: result.stderr };
}

/**
 * @param {import('node:child_process').SpawnSyncReturns<unknown>} result
 * @param {string} program
 */
function statusOf(result, program) {
  if (result.error !== undefined) throw new Error(`cannot run ${program}`, { cause: result.error });
  return result.status ?? 1;
}
