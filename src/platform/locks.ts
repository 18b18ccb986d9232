import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Result, succeed } from '../engine/diag/index.js';
import type { Lock, LockOptions, Locks } from '../engine/execute/ports.js';
import type { Cancelled, FileFailure } from '../engine/recipe/index.js';
import { makeDirectories } from './directories.js';
import { asFileFailure, attempt, cancelled } from './file-failure.js';
import { loadDescriptorLocks } from './locks/descriptor-locks.js';
import { helperLocks } from './locks/helper-locks.js';
import { type HeldFile, holdFile } from './locks/lock-file.js';
import type { LockMechanism } from './locks/mechanism.js';

export interface LocksOptions {
  /**
   * `addon`: locks of open file descriptions. `helper`: a child process holds the lock, for machines on which the addon
   * does not load. Without it: the first of them that works. The two exclude each other, and share one queue.
   */
  readonly mechanism?: 'addon' | 'helper';
  /** Where the programs of the helper are looked up. */
  readonly path?: string;
}

const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';

/** The lock file stays when its lock is released: others may be waiting for this very file. */
export function createLocks(options: LocksOptions = {}): Locks {
  let mechanism: Promise<LockMechanism> | undefined;
  return {
    async acquire(path, lockOptions) {
      if (lockOptions.signal.aborted) return cancelled();
      const made = await attempt('make directory', dirname(path), () => makeDirectories(dirname(path)));
      if (!made.ok) return made;
      mechanism ??= chooseMechanism(options);
      return acquireWith(await mechanism, path, lockOptions);
    },
  };
}

async function chooseMechanism({ mechanism, path = DEFAULT_PATH }: LocksOptions): Promise<LockMechanism> {
  const addon = mechanism === 'helper' ? undefined : await loadDescriptorLocks();
  return addon ?? helperLocks(path);
}

async function acquireWith(
  mechanism: LockMechanism,
  path: string,
  { holder, signal, onWait }: LockOptions,
): Promise<Result<Lock, FileFailure | Cancelled>> {
  try {
    const held = await holdFile(mechanism, path, { signal, onBusy: makeTeller(onWait) });
    if (held === 'cancelled') return cancelled();
    await writeHolder(held, `${holder} (process ${String(process.pid)})\n`);
    return succeed(held);
  } catch (error) {
    return asFileFailure(error, 'lock', path);
  }
}

/** A lock whose file cannot be written is not kept: nobody would ever release it. */
async function writeHolder(held: HeldFile, text: string): Promise<void> {
  try {
    await held.file.truncate(0);
    await held.file.write(text, 0);
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** Tries after which somebody who does not say who it is is told of all the same. */
const NAMELESS_TRIES = 5;

/** Tells who holds the lock, and again whenever that is another one. */
function makeTeller(onWait: LockOptions['onWait']): (file: FileHandle) => Promise<void> {
  let told: string | undefined;
  let nameless = 0;
  return async (file) => {
    const holder = await readHolder(file);
    nameless = holder === '' ? nameless + 1 : 0;
    // Between two holders the file is empty for a moment; a stopped process may be about to take its turn for long.
    if (holder === told || (holder === '' && nameless !== NAMELESS_TRIES)) return;
    told = holder;
    onWait(holder === '' ? 'another run' : holder);
  };
}

const LONGEST_NAME_BYTES = 4096;

async function readHolder(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_NAME_BYTES), 0, LONGEST_NAME_BYTES, 0);
  return buffer.toString('utf8', 0, bytesRead).trim();
}
