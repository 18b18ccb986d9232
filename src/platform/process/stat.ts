import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { hasCode } from '../file-failure.js';

/** What the kernel counts of one process. */
export interface ProcessStat {
  readonly session: number;
  /** On its way out, or waiting to be reaped: its own times change no more. */
  readonly ending: boolean;
  /** User and system time of the process and of all children that it has reaped. */
  readonly cpuMillis: number;
  /** Of the children alone. */
  readonly childMillis: number;
  readonly residentPages: number;
}

/** Indices in what follows the name of the program, which may contain anything. */
const FIELDS = { state: 0, session: 3, flags: 6, user: 11, system: 12, childUser: 13, childSystem: 14, pages: 21 };

/** `PF_EXITING`. */
const EXITING = 4;

/** Linux tells times in hundredths of a second on every architecture that Node runs on. */
const TICK_MILLIS = 10;

const buffer = Buffer.allocUnsafe(4096);

/** `undefined` when the process is gone, or the system has no /proc. */
export function readStat(pid: number | 'self'): ProcessStat | undefined {
  const text = readProcText(`/proc/${String(pid)}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (name: keyof typeof FIELDS): number => Number(fields[FIELDS[name]]);
  const childMillis = (field('childUser') + field('childSystem')) * TICK_MILLIS;
  const state = fields[FIELDS.state];
  return {
    session: field('session'),
    ending: state === 'Z' || state === 'X' || (field('flags') & EXITING) !== 0,
    cpuMillis: (field('user') + field('system')) * TICK_MILLIS + childMillis,
    childMillis,
    residentPages: field('pages'),
  };
}

/** Reading into one buffer costs a third of what `readFileSync` does. */
function readProcText(path: string): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return undefined;
    throw error;
  }
}

/** Ids of all processes; none where there is no /proc. */
export function processIds(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES')) return [];
    throw error;
  }
}

let pageBytes: number | undefined;

/** Node does not tell the size of a page; its own memory, told in both, does. */
export function pageSize(): number {
  return (pageBytes ??= 4096 * 2 ** Math.max(0, Math.round(Math.log2(bytesPerPage() / 4096))));
}

function bytesPerPage(): number {
  const pages = readStat('self')?.residentPages ?? 0;
  return pages === 0 ? 4096 : process.memoryUsage.rss() / pages;
}
