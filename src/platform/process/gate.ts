import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Command } from '../../engine/recipe/index.js';

/** The descriptor of the gate's pipe in the child, closed before the command itself starts. */
const GATE_DESCRIPTOR = 3;

/** Variables that shells set for themselves; a command sees them only when its environment has them. */
const SHELL_VARIABLES = ['PWD', 'OLDPWD', 'SHLVL', '_'];

/**
 * The words that start `command` behind a gate: a shell that waits until the command's session is registered with the
 * watchdog, and ends by itself when the engine dies before that. It also gives every command the same umask, whatever
 * the engine's own is. The shell replaces itself, so process id, exit status and signals are the command's own.
 */
export function gatedWords({ argv, env }: Command): readonly [string, ...string[]] {
  const absent = SHELL_VARIABLES.filter((name) => env[name] === undefined);
  const unset = absent.length === 0 ? '' : `unset ${absent.join(' ')}; `;
  const script = `umask 022; read -r go <&3 || exit 1; exec 3<&-; ${unset}exec "$@"`;
  return ['/bin/sh', '-c', script, 'sh', ...throughShell(env), ...argv];
}

/** Shells drop variables whose names are no identifiers; `env` puts them back. */
function throughShell(env: Readonly<Record<string, string>>): readonly string[] {
  const dropped = Object.entries(env).filter(([name]) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  return dropped.length === 0 ? [] : ['env', ...dropped.map(([name, value]) => `${name}=${value}`)];
}

/** What `spawn` is told about the descriptors behind that of the gate; numbers between them stay closed. */
export function inheritedBehindGate(inherited: Readonly<Record<number, number>> = {}): readonly (number | 'ignore')[] {
  const last = Math.max(GATE_DESCRIPTOR, ...Object.keys(inherited).map(Number));
  const first = GATE_DESCRIPTOR + 1;
  return Array.from({ length: last - GATE_DESCRIPTOR }, (_, index) => inherited[first + index] ?? 'ignore');
}

/** Lets the command start. */
export function openGate(child: ChildProcess): Promise<void> {
  // What Node made for `pipe` at this descriptor of the child is writable here.
  const gate = child.stdio[GATE_DESCRIPTOR] as Writable;
  return new Promise((resolve) => {
    // A child that was killed before its gate opened takes nothing; its exit tells the rest.
    gate.on('error', () => resolve());
    gate.on('close', () => resolve());
    gate.end('go\n', () => gate.destroy());
  });
}
