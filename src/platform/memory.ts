import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { isSystemError } from './file-failure.js';

/** How a memory controller tells a limit, what counts against it, and how much of that is only cache. */
interface Controller {
  /** Below `/sys/fs/cgroup`. */
  readonly mount: string;
  readonly limit: string;
  readonly usage: string;
  readonly cache: string;
}

const V2 = { limit: 'memory.max', usage: 'memory.current', cache: 'inactive_file' } as const;
const V1 = { limit: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes', cache: 'total_inactive_file' } as const;

/**
 * Bytes that processes can take now: what the kernel calls available, or what is left below the limit of a control
 * group that this process is in. `root` is where `/proc` and `/sys` are.
 */
export function readAvailableMemory(root = '/'): number {
  const kibibytes = numberAfter(readIfThere(join(root, 'proc/meminfo')), 'MemAvailable:');
  const available = kibibytes === undefined ? freemem() : kibibytes * 1024;
  return Math.max(0, Math.min(available, ...groupsOf(root).map(([group, controller]) => roomIn(group, controller))));
}

type Group = readonly [directory: string, controller: Controller];

/** The groups that this process is in, with those around them: a limit of any of them holds. */
function groupsOf(root: string): readonly Group[] {
  return readIfThere(join(root, 'proc/self/cgroup'))
    .split('\n')
    .flatMap((line) => {
      const [id, names = '', ...path] = line.split(':');
      if (id === '0') return V2_MOUNTS.flatMap((mount) => upwards(root, { mount, ...V2 }, path.join(':')));
      return names.split(',').includes('memory') ? upwards(root, { mount: 'memory', ...V1 }, path.join(':')) : [];
    });
}

/** The second where both versions are in use. */
const V2_MOUNTS = ['', 'unified'];

/** A container may see its own group as the mount itself, whatever path it is told: missing ones are passed over. */
function upwards(root: string, controller: Controller, path: string): readonly Group[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  const mount = join(root, 'sys/fs/cgroup', controller.mount);
  return [...names, ''].map((_, index) => [join(mount, ...names.slice(0, index)), controller]);
}

function roomIn(group: string, { limit, usage, cache }: Controller): number {
  const most = countIn(join(group, limit));
  const used = countIn(join(group, usage));
  if (most === undefined || used === undefined) return Infinity;
  return most - Math.max(0, used - (numberAfter(readIfThere(join(group, 'memory.stat')), `${cache} `) ?? 0));
}

function countIn(path: string): number | undefined {
  const text = readIfThere(path).trim();
  return /^\d+$/u.test(text) ? Number(text) : undefined;
}

/** The number behind a word that begins a line. */
function numberAfter(text: string, word: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(word));
  const [digits] = /\d+/u.exec(line?.slice(word.length) ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Empty when there is no such file, or none that may be read. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}
