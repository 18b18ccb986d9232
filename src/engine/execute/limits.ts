import type { Limits } from './run.js';

/** Timers count milliseconds in 31 bits; more than that, some 24 days, is no limit that anybody meets. */
export const LONGEST_SECONDS = Math.floor((2 ** 31 - 1) / 1_000);

/** The limits that a timer can hold. */
export function heldLimits(limits: Limits): Limits {
  return Object.fromEntries(Object.entries(limits).filter(([, seconds]) => seconds <= LONGEST_SECONDS));
}
