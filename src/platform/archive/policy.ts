import type { ArchiveRule } from '../../engine/recipe/index.js';
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
  const rule = brokenRule(name, limits);
  if (rule !== undefined) throw new Refused(rule, name);
  return componentsOf(name).join('/');
}

/** The name that a hard link is another one of; it follows the rules for names. */
export function linkedName(member: ByteName, target: ByteName, limits: ArchiveLimits): ByteName {
  const name = brokenRule(target, limits) === undefined ? componentsOf(target).join('/') : '';
  if (name === '') throw new Refused('hardlink-escapes', member);
  return name;
}

function componentsOf(name: ByteName): readonly string[] {
  return name.split('/').filter((component) => component !== '' && component !== '.');
}

function brokenRule(name: ByteName, limits: ArchiveLimits): ArchiveRule | undefined {
  if (name === '' || name.includes('\0') || name.length > limits.nameBytes) return 'bad-name';
  if (name.startsWith('/')) return 'absolute-name';
  const components = componentsOf(name);
  if (components.includes('..')) return 'parent-name';
  const tooLong = components.some(({ length }) => length > COMPONENT_BYTES);
  return tooLong || components.length > limits.depth ? 'bad-name' : undefined;
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
  #member: ByteName = '';

  constructor(limits: ArchiveLimits, archiveBytes: number) {
    this.#bytes = limits.bytes ?? Math.min(BYTES_AT_MOST, BYTES_ALWAYS + RATIO * archiveBytes);
    this.#entries = limits.entries;
  }

  addEntry(member: ByteName): void {
    this.#member = member;
    this.#entriesUsed += 1;
    if (this.#entriesUsed > this.#entries) throw new Refused('too-many-entries', member);
  }

  /** Bytes that belong to the entry added last, or come after it. */
  addBytes(count: number): void {
    this.#bytesUsed += count;
    if (this.#bytesUsed > this.#bytes) throw new Refused('too-large', this.#member);
  }
}
