import { readFileSync } from 'node:fs';
import { isSystemError } from './file-failure.js';

/** Where the system does not tell; asking the process for its umask would have to change it for a moment. */
const USUAL = 0o022;

/** The umask of this process. */
export function readUmask(): number {
  try {
    const line = /^Umask:\s*(?<umask>[0-7]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line?.groups?.['umask'] !== undefined) return Number.parseInt(line.groups['umask'], 8);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  return USUAL;
}
