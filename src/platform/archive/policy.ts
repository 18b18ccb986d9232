import type { ArchiveLimits } from './messages.js';
import type { ByteName } from './names.js';
import { Refused } from './problems.js';

/** What Linux file systems allow for one component. */
const COMPONENT_BYTES = 255;

/**
 * The name of a member below the extraction root: without `.` components and needless slashes; empty for the root.
 * Absolute names and `..` components are refused, not repaired.
 */
export function memberName(name: ByteName, limits: ArchiveLimits): ByteName {
  if (name === '' || name.includes('\0') || name.length > limits.nameBytes) throw new Refused('bad-name', name);
  if (name.startsWith('/')) throw new Refused('absolute-name', name);
  const components = name.split('/').filter((component) => component !== '' && component !== '.');
  if (components.includes('..')) throw new Refused('parent-name', name);
  if (components.length > limits.depth || components.some(({ length }) => length > COMPONENT_BYTES)) {
    throw new Refused('bad-name', name);
  }
  return components.join('/');
}

const SET_ID_BITS = 0o6000;

/** Permissions of a file; one that would run with its owner's or group's rights is refused. */
export function fileMode(mode: number, member: ByteName): number {
  if ((mode & SET_ID_BITS) !== 0) throw new Refused('set-uid', member);
  return mode & 0o777;
}

/** Permissions of a directory. Its set-group and sticky bits give nobody rights; they are dropped. */
export function directoryMode(mode: number): number {
  return mode & 0o777;
}

const BYTES_AT_MOST = 64 * 1024 ** 3;
const BYTES_ALWAYS = 1024 ** 3;
const RATIO = 200;

/** Counts what an archive unfolds to. */
export class Budget {
  readonly #bytes: number;
  readonly #entries: number;
  #bytesUsed = 0;
  #entriesUsed = 0;

  constructor(limits: ArchiveLimits, archiveBytes: number) {
    this.#bytes = limits.bytes ?? Math.min(BYTES_AT_MOST, BYTES_ALWAYS + RATIO * archiveBytes);
    this.#entries = limits.entries;
  }

  addBytes(count: number, member: ByteName): void {
    this.#bytesUsed += count;
    if (this.#bytesUsed > this.#bytes) throw new Refused('too-large', member);
  }

  addEntry(member: ByteName): void {
    this.#entriesUsed += 1;
    if (this.#entriesUsed > this.#entries) throw new Refused('too-many-entries', member);
  }
}
