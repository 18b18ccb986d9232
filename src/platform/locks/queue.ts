import type { RangeLocks } from './mechanism.js';

/**
 * A fair lock made of byte ranges of its file. Byte 0 is the lock; who waits holds the byte of its number, `1 + number`,
 * and takes the lock together with the bytes of all smaller numbers, which is possible when nobody came earlier. A
 * waiting process that dies gives up its place in the same moment.
 */
const LOCK = 0;
const QUEUE = 1;
const WITHOUT_END = 0;

/** Takes the lock if nobody has it and nobody waits for it. */
export async function takeAtOnce(ranges: RangeLocks): Promise<boolean> {
  if (!(await ranges.tryLock(LOCK, WITHOUT_END))) return false;
  await ranges.unlock(QUEUE, WITHOUT_END);
  return true;
}

/** Takes the lock, if it is the turn of `number`; its place in the queue is given up then. */
export async function takeTurn(ranges: RangeLocks, number: number): Promise<boolean> {
  if (!(await ranges.tryLock(LOCK, QUEUE + number))) return false;
  await ranges.unlock(QUEUE, WITHOUT_END);
  return true;
}

/**
 * Takes a place behind everybody who waits, and answers its number; `undefined` when somebody else is just doing so.
 * The end of the queue is free from some byte on: whoever holds all of that is alone in choosing a number.
 */
export async function joinQueue(ranges: RangeLocks): Promise<number | undefined> {
  const isFree = (number: number): Promise<boolean> => ranges.tryLock(QUEUE + number, WITHOUT_END);
  let taken = -1;
  let free = 0;
  while (!(await isFree(free))) {
    taken = free;
    free = 2 * free + 1;
    if (free > LARGEST) return undefined;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isFree(middle)) free = middle;
    else taken = middle;
  }
  await ranges.unlock(QUEUE + free + 1, WITHOUT_END);
  return free;
}

/** Numbers grow only while the queue is never empty. */
const LARGEST = 2 ** 40;
