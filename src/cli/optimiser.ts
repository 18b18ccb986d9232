import { setFlagsFromString } from 'node:v8';

/** Node versions whose engine is known to have the flag: one that has not would print a complaint. */
const KNOWN_MAJORS = new Set(['20', '22', '24']);

/**
 * Tells V8 to think longer before it optimises a function. A command that only reads profiles is over before optimised
 * code has paid for itself: the largest known release takes a third less CPU, one ten times as large is not slower.
 */
export function spareOptimiser(): void {
  const [major = ''] = process.versions.node.split('.');
  if (KNOWN_MAJORS.has(major)) setFlagsFromString('--interrupt-budget=500000');
}
