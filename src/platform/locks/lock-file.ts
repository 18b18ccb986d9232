import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { hasCode } from '../file-failure.js';
import { Changes } from './changes.js';
import { LockError, type LockMechanism, type RangeLocks } from './mechanism.js';
import { joinQueue, takeAtOnce, takeTurn } from './queue.js';

/** A lock that is held, with its file, in which the holder writes its name. */
export interface HeldFile {
  readonly file: FileHandle;
  release(): Promise<void>;
}

export interface Waiting {
  readonly signal: AbortSignal;
  /** Called at every try that finds the lock taken, but for those of the first moment. */
  readonly onBusy: (file: FileHandle) => Promise<void>;
}

/** Waits for the lock of a file, which is made if it is missing, behind all who came earlier. */
export async function holdFile(
  mechanism: LockMechanism,
  path: string,
  waiting: Waiting,
): Promise<HeldFile | 'cancelled'> {
  for (;;) {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o666);
    let ranges: RangeLocks | undefined;
    let keeps = false;
    try {
      ranges = await mechanism.open(file);
      if (ranges === undefined) throw new LockError('ENOLCK');
      if (!(await waitFor(ranges, { ...waiting, path, file }))) return 'cancelled';
      keeps = await isStill(path, file);
      if (keeps) return heldFile(file, ranges);
    } finally {
      if (!keeps) {
        await ranges?.close();
        await file.close();
      }
    }
  }
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

function heldFile(file: FileHandle, ranges: RangeLocks): HeldFile {
  return {
    file,
    async release() {
      try {
        await file.truncate(0);
        await ranges.close();
        // Wakes those who wait.
        const now = new Date();
        await file.utimes(now, now);
      } finally {
        await file.close();
      }
    },
  };
}

const FIRST_PAUSE_MILLIS = 20;
const LONGEST_PAUSE_MILLIS = 250;

interface WaitingAt extends Waiting {
  readonly path: string;
  readonly file: FileHandle;
}

/**
 * Tries again whenever the file is touched, which the holder does after it let go, and in growing pauses, for holders
 * and earlier waiters that were killed.
 */
async function waitFor(ranges: RangeLocks, { path, file, signal, onBusy }: WaitingAt): Promise<boolean> {
  if (await takeAtOnce(ranges)) return true;
  const changes = new Changes(path);
  try {
    let number: number | undefined;
    for (let pause = FIRST_PAUSE_MILLIS; !signal.aborted; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLIS)) {
      number ??= await joinQueue(ranges);
      if (number !== undefined && (await takeTurn(ranges, number))) return true;
      // Not at the first try: a holder that has just taken the lock is about to write its name.
      if (pause > FIRST_PAUSE_MILLIS) await onBusy(file);
      await changes.next(number === undefined ? 1 : pause, signal);
    }
    return false;
  } finally {
    changes.close();
  }
}
