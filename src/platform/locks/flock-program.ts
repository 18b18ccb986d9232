import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, truncate } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { HeldLock, HoldOptions, LockMechanism } from './mechanism.js';

/**
 * A child of `flock(1)` holds the lock until its standard input ends, which happens at the latest when this process
 * does, however it ends.
 */
export const flockProgram: LockMechanism = {
  async hold(path, options) {
    await (await open(path, 'a', 0o666)).close();
    const first = await start(['-n'], path, options);
    if (first !== 'busy') return first;
    options.onBusy();
    const second = await start([], path, options);
    if (second === 'busy') throw new FlockUnusable(path);
    return second;
  },
};

/** There is no `flock` program, or it failed for another reason than that the lock is taken. */
class FlockUnusable extends Error {
  override readonly name = 'FlockUnusable';
  readonly code = 'ENOLCK';
  readonly syscall = 'flock';
}

const BUSY_STATUS = 1;
const HOLD = 'echo held; exec cat >/dev/null';

async function start(flags: readonly string[], path: string, { signal }: HoldOptions): Promise<HeldLock | Missing> {
  // A session of its own: an interrupt from the terminal must not drop the lock while work is still being undone.
  const child = spawn('flock', ['-x', ...flags, path, 'sh', '-c', HOLD], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const cancel = (): void => end(child);
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    const status = await heldOrStatus(child, path);
    if (status === 'held') return letGo(child, path);
    if (signal.aborted) return 'cancelled';
    if (status === BUSY_STATUS) return 'busy';
    throw new FlockUnusable(path);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

type Missing = 'busy' | 'cancelled';

function end(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, 'SIGKILL');
}

function heldOrStatus(child: ChildProcess, path: string): Promise<'held' | number | null> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve('held'));
    child.once('exit', (status) => resolve(status));
    child.once('error', () => reject(new FlockUnusable(path)));
  });
}

/** The waiting child must not keep this process from ending. */
function letGo(child: ChildProcessByStdio<Writable, Readable, null>, path: string): HeldLock {
  child.unref();
  // Node's pipes to children are sockets; the types of the streams do not say so.
  for (const stream of [child.stdin, child.stdout] as unknown as readonly Socket[]) stream.unref();
  return {
    async release() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      await truncate(path, 0);
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
