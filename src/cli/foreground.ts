import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

export interface ForegroundCommand {
  readonly words: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** In octal digits. */
  readonly umask: string;
}

/** What a shell adds to the number of a signal that ended a command. */
const SIGNAL_STATUS = 128;
/** What a shell answers for a command that it cannot start. */
const NOT_STARTED = 127;

/**
 * Runs a command with the terminal, or whatever the standard streams are, and answers its exit status as a shell would.
 * Ctrl-C is the command's own business meanwhile; other signals that ask this process to end are handed on to it.
 */
export async function runInForeground({ words, cwd, env, umask }: ForegroundCommand): Promise<number> {
  const script = `umask ${umask}; exec "$@"`;
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...words], { cwd, env, stdio: 'inherit' });
  const restore = handOnSignals(child);
  try {
    return await new Promise<number>((resolve) => {
      child.on('error', () => resolve(NOT_STARTED));
      child.on('exit', (status, signal) => resolve(status ?? SIGNAL_STATUS + constants.signals[signal ?? 'SIGKILL']));
    });
  } finally {
    restore();
  }
}

function handOnSignals(child: ChildProcess): () => void {
  const restoring = (['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const before = process.listeners(signal);
    process.removeAllListeners(signal);
    process.on(signal, () => {
      // The terminal sends these two to the command itself.
      if (signal !== 'SIGINT' && signal !== 'SIGQUIT') child.kill(signal);
    });
    return () => {
      process.removeAllListeners(signal);
      for (const listener of before) process.on(signal, listener);
    };
  });
  return () => {
    for (const restore of restoring) restore();
  };
}
