import { readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Result, succeed } from '../engine/diag/index.js';
import type { Lock, LockOptions, Locks } from '../engine/execute/ports.js';
import type { Cancelled, FileFailure } from '../engine/recipe/index.js';
import { makeDirectories } from './directories.js';
import { asFileFailure, attempt, cancelled, isSystemError } from './file-failure.js';
import { loadDescriptorLocks } from './locks/descriptor-locks.js';
import { flockProgram } from './locks/flock-program.js';
import type { HeldLock, LockMechanism } from './locks/mechanism.js';

export interface LocksOptions {
  /**
   * `addon`: open file description locks. `flock`: a child process holds the lock, for machines on which the addon does
   * not load. Without it: the first of them that works. The two do not exclude each other.
   */
  readonly mechanism?: 'addon' | 'flock';
}

/** The lock file stays when its lock is released: others may be waiting for this very file. */
export function createLocks(options: LocksOptions = {}): Locks {
  let mechanism: Promise<LockMechanism> | undefined;
  return {
    async acquire(path, lockOptions) {
      if (lockOptions.signal.aborted) return cancelled();
      const made = await attempt('make directory', dirname(path), () => makeDirectories(dirname(path)));
      if (!made.ok) return made;
      mechanism ??= chooseMechanism(options.mechanism);
      return acquireWith(await mechanism, path, lockOptions);
    },
  };
}

async function chooseMechanism(wanted: LocksOptions['mechanism']): Promise<LockMechanism> {
  const addon = wanted === 'flock' ? undefined : await loadDescriptorLocks();
  return addon ?? flockProgram;
}

async function acquireWith(
  mechanism: LockMechanism,
  path: string,
  { holder, signal, onWait }: LockOptions,
): Promise<Result<Lock, FileFailure | Cancelled>> {
  const told: Promise<void>[] = [];
  const onBusy = (): void => void told.push(readHolder(path).then(onWait));
  try {
    const held = await mechanism.hold(path, { signal, onBusy });
    await Promise.all(told);
    if (held === 'cancelled') return cancelled();
    await writeHolder(path, holder, held);
    return succeed(held);
  } catch (error) {
    return asFileFailure(error, 'lock', path);
  }
}

/** A lock whose file cannot be written is not kept: nobody would ever release it. */
async function writeHolder(path: string, holder: string, held: HeldLock): Promise<void> {
  try {
    await writeFile(path, `${holder}\n`, { flag: 'r+' });
    await truncate(path, Buffer.byteLength(holder) + 1);
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** Only words for people: a holder that is gone already, or has not written yet, is an empty text. */
async function readHolder(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}
