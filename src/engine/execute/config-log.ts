import { isAbsolute, join, resolve, sep } from 'node:path';
import { findFirstError } from './first-error.js';

/**
 * Where the `configure` that failed has its log: the directory that its own message names, else that of the command.
 * `undefined` when the output tells of no failed `configure`. A path in an output is believed only below `cwd`.
 */
export function configLogPath(output: readonly string[], cwd: string): string | undefined {
  const at = output.findIndex((line) => /(?:^|\s)(?:\S*\/)?configure: error: /u.test(line));
  if (at === -1) return undefined;
  const told = /configure: error: in [`'‘](?<directory>[^`'’]+)['’]/u.exec(output[at] ?? '')?.groups?.['directory'];
  const directory = told === undefined ? cwd : resolve(cwd, told);
  const isInside = isAbsolute(directory) && `${directory}${sep}`.startsWith(`${cwd}${sep}`);
  return join(isInside ? directory : cwd, 'config.log');
}

const MOST_OUTPUT = 10;
/** Checks looked back through, from the one that was the last straw. */
const MOST_CHECKS = 3;

/**
 * What a `config.log` says about the check that made `configure` give up: what was checked, the command that failed and
 * what that printed. Empty when it tells of none.
 */
export function failingProbe(log: readonly string[]): readonly string[] {
  const given = log.findIndex((line) => /^configure:\d+: error: /u.test(line));
  if (given === -1) return [];
  let checks = 0;
  let failed: number | undefined;
  for (let index = given; index >= 0 && checks < MOST_CHECKS; index--) {
    const line = log[index] ?? '';
    if (failed === undefined && /^configure:\d+: \$\? = [1-9]/u.test(line)) failed = index;
    if (!/^configure:\d+: checking /u.test(line)) continue;
    if (failed !== undefined) return [withoutPlace(line), ...failedCommand(log, failed)];
    checks++;
  }
  return [];
}

/** The command before `$? = …` and what it printed, of a long output the first error. */
function failedCommand(log: readonly string[], status: number): readonly string[] {
  const command = log.slice(0, status).findLastIndex((line) => /^configure:\d+: /u.test(line));
  if (command === -1) return [];
  const output = log.slice(command + 1, status);
  const shown = output.length <= MOST_OUTPUT ? output : (findFirstError(output)?.lines ?? output.slice(0, MOST_OUTPUT));
  return [`$ ${withoutPlace(log[command] ?? '').replace(/\s*>&5$/u, '')}`, ...shown];
}

function withoutPlace(line: string): string {
  return line.replace(/^configure:\d+: /u, '').replaceAll(/\s+/gu, ' ');
}
