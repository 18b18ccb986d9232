import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isSystemError } from '../file-failure.js';

/** Node itself keeps these from children: it marks all that it finds up to here when it starts, and what follows without a gap. */
const MARKED_BY_NODE = 15;
/** `O_CLOEXEC` in the octal flags that /proc tells. */
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Descriptors that whoever started this process left open and that children would inherit, such as the 63 of
 * `<(command)` or the 200 of scripts that use `flock`. Nothing in this process opens any, so one look is enough. None
 * where there is no shell that could close them.
 */
export function findStrayDescriptors(): readonly number[] {
  if (!existsSync('/bin/bash')) return [];
  return entriesOf('/proc/self/fd')
    .map(Number)
    .filter((descriptor) => descriptor > MARKED_BY_NODE && isInherited(descriptor));
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** The descriptor that the folder itself was listed through is gone by now. */
function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*(?<flags>[0-7]+)$/mu.exec(readFileSync(`/proc/self/fdinfo/${String(descriptor)}`, 'utf8'));
    return (Number.parseInt(flags?.groups?.['flags'] ?? '0', 8) & CLOSE_ON_EXEC) === 0;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
