import type { FileHandle } from 'node:fs/promises';
import { LockError, type LockMechanism, type RangeLocks } from './mechanism.js';

/** The part of the addon that is used here. */
interface Addon {
  /** Takes an exclusive lock for the open file description; false when somebody else has it. */
  tryLock(descriptor: number, offset: number, length: number): boolean;
  unlock(descriptor: number, offset: number, length: number): void;
}

/** Locks of open file descriptions, which the kernel drops with their process; `undefined` where the addon does not load. */
export async function loadDescriptorLocks(): Promise<LockMechanism | undefined> {
  try {
    // @ts-expect-error The addon ships no types.
    const addon: unknown = await import('fs-native-extensions');
    return isAddon(addon) ? { open: async (file) => locksOf(addon, file) } : undefined;
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

function locksOf(addon: Addon, { fd }: FileHandle): RangeLocks {
  return {
    tryLock: async (offset, length) => called(() => addon.tryLock(fd, offset, length)),
    unlock: async (offset, length) => called(() => addon.unlock(fd, offset, length)),
    close: async () => called(() => addon.unlock(fd, 0, 0)),
  };
}

/** The addon's errors have a code but do not say which call failed. */
function called<Value>(call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') throw new LockError(error.code);
    throw error;
  }
}
