import { readFileSync } from 'node:fs';
import { isSystemError } from './file-failure.js';

/** The umask of this process, which asking the process for it would have to change for a moment. */
export function readUmask(): number {
  try {
    const line = /^Umask:\s*(?<umask>[0-7]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line?.groups?.['umask'] !== undefined) return Number.parseInt(line.groups['umask'], 8);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  return process.umask();
}
