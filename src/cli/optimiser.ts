import { setFlagsFromString } from 'node:v8';

/** The Node whose engine has the flag; those of 22 and 24 have not, and print a complaint. */
const KNOWN_MAJOR = '20';

/**
 * Tells V8 to think longer before it optimises a function. A command that only reads profiles is over before optimised
 * code has paid for itself: the largest known release takes a third less CPU, one ten times as large is not slower.
 */
export function spareOptimiser(): void {
  const [major = ''] = process.versions.node.split('.');
  if (major === KNOWN_MAJOR) setFlagsFromString('--interrupt-budget=500000');
}
