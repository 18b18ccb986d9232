import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Command } from '../../engine/recipe/index.js';
import { UMASK } from '../umask.js';

/** The descriptor of the gate's pipe in the child, closed before the command itself starts. */
const GATE_DESCRIPTOR = 3;

/** Variables that shells set for themselves; a command sees them only when its environment has them. */
const SHELL_VARIABLES = ['PWD', 'OLDPWD', 'SHLVL', '_'];

/**
 * Limits of a usual login: programs look at them (`configure` at the stack, old daemons at the number of files, which
 * Node raises for itself), and a core dump must not land in what is built. A lower hard limit of the caller stands.
 */
const LIMITS = 'ulimit -S -c 0; ulimit -S -s 8192; ulimit -S -n 1024';

/**
 * The words that start `command` behind a gate: a shell that waits until the command's session is registered with the
 * watchdog, and ends by itself when the engine dies before that. It also gives every command the same umask and limits,
 * whatever the engine's own are, and closes the descriptors `stray`. The shell replaces itself, so process id, exit status
 * and signals are the command's own.
 */
export function gatedWords({ argv, env }: Command, stray: readonly number[] = []): readonly [string, ...string[]] {
  const absent = SHELL_VARIABLES.filter((name) => env[name] === undefined);
  const unset = absent.length === 0 ? '' : `unset ${absent.join(' ')}; `;
  const script = `umask ${UMASK.toString(8)}; { ${LIMITS}; } 2>/dev/null; read -r go <&3 || exit 1; exec 3<&-; ${unset}exec "$@"`;
  const gate = ['/bin/sh', '-c', script, 'sh', ...throughShell(env), ...argv] as const;
  return stray.length === 0 ? gate : [...withoutDescriptors(stray), ...gate];
}

/**
 * POSIX shells know descriptors of one digit only, and bash leaves a `_` in the environment, so one starts the other.
 * `-p`: without the files and functions that the environment names.
 */
function withoutDescriptors(stray: readonly number[]): readonly [string, ...string[]] {
  const close = stray.map((descriptor) => `exec ${String(descriptor)}<&-; `).join('');
  return ['/bin/bash', '-p', '-c', `${close}exec "$@"`, 'bash'];
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
