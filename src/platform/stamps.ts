import { lstatSync, statSync, type BigIntStats } from 'node:fs';
import { errnoOf } from './file-failure.js';

/** Size, change times and inode of what is at a path, as one text; `null` when nothing is there or can be seen. */
export function stampOf(path: string): string | null {
  const status = statusOf(path);
  return status === undefined ? null : [status.size, status.mtimeNs, status.ctimeNs, status.ino].join('-');
}

/** When what is at a path, its name or its mode was changed last: milliseconds since 1970; 0 when nothing is there. */
export function changeTime(path: string): number {
  return Number((statusOf(path)?.ctimeNs ?? 0n) / 1_000_000n);
}

/** Whether something is at a path, a link not followed. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

function statusOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}
