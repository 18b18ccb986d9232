import { constants, type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { hasCode, isSystemError } from '../file-failure.js';
import type { HeldLock, HoldOptions, LockMechanism } from './mechanism.js';

/** The part of the addon that is used here. */
interface Addon {
  /** Takes an exclusive lock for the open file description; false when somebody else has it. */
  tryLock(descriptor: number): boolean;
  unlock(descriptor: number): void;
}

/** Locks of open file descriptions, which the kernel drops with their process; `undefined` where the addon does not load. */
export async function loadDescriptorLocks(): Promise<LockMechanism | undefined> {
  try {
    // @ts-expect-error The addon ships no types.
    const addon: unknown = await import('fs-native-extensions');
    return isAddon(addon) ? { hold: (path, options) => hold(addon, path, options) } : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isAddon(module: unknown): module is Addon {
  return (
    typeof module === 'object' &&
    module !== null &&
    'tryLock' in module &&
    typeof module.tryLock === 'function' &&
    'unlock' in module &&
    typeof module.unlock === 'function'
  );
}

async function hold(addon: Addon, path: string, options: HoldOptions): Promise<HeldLock | 'cancelled'> {
  let told = false;
  const onBusy = (): void => {
    if (!told) options.onBusy();
    told = true;
  };
  for (;;) {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o666);
    try {
      const held = await waitFor(addon, { path, file, signal: options.signal, onBusy });
      if (!held) {
        await file.close();
        return 'cancelled';
      }
      if (await isStill(path, file)) return { release: () => release(addon, file) };
      await file.close();
    } catch (error) {
      await file.close();
      throw lockError(error);
    }
  }
}

/** The addon's errors have a code but do not say which call failed. */
function lockError(error: unknown): unknown {
  if (!(error instanceof Error) || isSystemError(error) || !('code' in error)) return error;
  return Object.assign(error, { syscall: 'fcntl' });
}

/** Somebody may have removed or replaced the file while we waited; then its lock protects nothing any more. */
async function isStill(path: string, file: FileHandle): Promise<boolean> {
  const mine = await file.stat();
  try {
    const present = await stat(path);
    return present.ino === mine.ino && present.dev === mine.dev;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

interface Waiting {
  readonly path: string;
  readonly file: FileHandle;
  readonly signal: AbortSignal;
  readonly onBusy: () => void;
}

const FIRST_PAUSE_MILLIS = 20;
const LONGEST_PAUSE_MILLIS = 250;

/**
 * Tries again whenever the file is touched, which the holder does after it let go, and in growing pauses, for holders
 * that were killed. The addon's own waiting would block a thread of the pool and could not be cancelled.
 */
async function waitFor(addon: Addon, { path, file, signal, onBusy }: Waiting): Promise<boolean> {
  if (addon.tryLock(file.fd)) return true;
  const changes = new Changes(path);
  try {
    let pause = FIRST_PAUSE_MILLIS;
    while (!signal.aborted) {
      if (addon.tryLock(file.fd)) return true;
      // Not before the second try: a holder that has just taken the lock is about to write its name.
      if (pause > FIRST_PAUSE_MILLIS) onBusy();
      await changes.next(pause, signal);
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLIS);
    }
    return false;
  } finally {
    changes.close();
  }
}

async function release(addon: Addon, file: FileHandle): Promise<void> {
  try {
    await file.truncate(0);
    addon.unlock(file.fd);
    const now = new Date();
    await file.utimes(now, now);
  } finally {
    await file.close();
  }
}

/** Tells when a file is touched. Without inotify watches to spare it only waits. */
class Changes {
  #watcher: FSWatcher | undefined;
  #wake: () => void = () => {};

  constructor(path: string) {
    try {
      this.#watcher = watch(path, () => this.#wake());
      this.#watcher.on('error', () => this.close());
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }

  next(millis: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, millis);
      signal.addEventListener('abort', done);
      this.#wake = done;
      if (signal.aborted) done();
    });
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
