import type { FileHandle } from 'node:fs/promises';

/**
 * One way to take kernel locks on ranges of a file. All ways take record locks, those of `fcntl`, so that processes which
 * take them in different ways exclude each other.
 */
export interface LockMechanism {
  /** `undefined`: this way does not work here. */
  open(file: FileHandle): Promise<RangeLocks | undefined>;
}

/** Exclusive locks on ranges of one open file, also against others of this process. They vanish with the process. */
export interface RangeLocks {
  /** Takes a whole range, or nothing; a length of 0 goes on without end. */
  tryLock(offset: number, length: number): Promise<boolean>;
  unlock(offset: number, length: number): Promise<void>;
  /** Drops all locks. The file may be closed afterwards. */
  close(): Promise<void>;
}

/** What the system answers to a request for a lock that cannot be had in any way. */
export class LockError extends Error {
  override readonly name = 'LockError';
  readonly syscall = 'fcntl';
  readonly code: string;

  constructor(code: string) {
    super(`no lock: ${code}`);
    this.code = code;
  }
}
