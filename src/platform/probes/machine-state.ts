import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import { cpus, machine, release, version } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { compareCodePoints } from '../../engine/diag/index.js';
import { isSystemError } from '../file-failure.js';

/** Looked at with everything below: where compilers find headers, and their own files. */
const TREES = ['/usr/include', '/usr/local/include', '/usr/lib/gcc', '/usr/lib/llvm', '/etc/ld.so.conf.d'];

/** Looked at with what lies directly in them: programs, libraries, descriptions of packages, locales. */
const FOLDERS = [
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/share/pkgconfig',
  '/usr/local/share/pkgconfig',
  '/usr/lib/locale',
];
const LIBRARIES = ['/lib', '/lib32', '/lib64', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/local/lib'];

/** Package managers write these whenever anything is installed or removed; the rest is what `configure` asks about. */
const FILES = [
  '/var/lib/dpkg/status',
  '/lib/apk/db/installed',
  '/var/lib/pacman/local',
  '/usr/lib/sysimage/rpm/rpmdb.sqlite',
  '/var/lib/rpm/rpmdb.sqlite',
  '/var/lib/rpm/Packages',
  '/var/lib/rpm/Packages.db',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/passwd',
  '/etc/group',
  '/etc/localtime',
  '/usr/local/share/config.site',
  '/usr/local/etc/config.site',
];

/** Named in options as places to install to far more often than as places to look at; what counts there is above. */
const COMMONPLACE = new Set(['/', '/usr', '/usr/local', '/usr/share', '/var', '/etc', '/tmp', '/run', '/dev', '/proc']);

/** A named directory that holds more is nothing that one could vouch for. */
const LARGEST_NAMED = 3_000;

/** Entries looked at before others get their turn. */
const AT_ONCE = 500;

export async function readMachineState(named: readonly string[]): Promise<string | undefined> {
  const state = new MachineState();
  for (const fact of facts()) state.add(fact);
  for (const path of FILES) state.addFile(path);
  for (const path of TREES) await state.addFolder(path, { deep: true });
  for (const path of [...FOLDERS, ...LIBRARIES.flatMap(libraryFolders)]) await state.addFolder(path, { deep: false });
  for (const path of named) {
    if (COMMONPLACE.has(path) || path.startsWith('/dev/')) continue;
    if (!(await state.addFolder(path, { deep: true, most: LARGEST_NAMED }))) return undefined;
  }
  return state.digest();
}

/** Systems for more than one architecture keep a folder for each in the library folders. */
function libraryFolders(path: string): readonly string[] {
  const architecture = machine();
  const names = entriesIn(path).map(({ name }) => name);
  const inner = names.filter((name) => name.startsWith(`${architecture}-`) || name === 'pkgconfig');
  const nested = inner.filter((name) => name !== 'pkgconfig').map((name) => join(path, name, 'pkgconfig'));
  return [path, ...inner.map((name) => join(path, name)), ...nested];
}

function facts(): readonly string[] {
  const processor = textOf('/proc/cpuinfo')
    .split('\n')
    .filter((line) => /^(?:model name|flags|Features)\b/u.test(line));
  const user = [process.getuid?.(), process.getgid?.(), process.getgroups?.()];
  const kernel = [release(), version(), machine(), String(cpus().length)];
  return [...kernel, ...new Set(processor), textOf('/proc/self/limits'), ...user.map(String)];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return '';
  }
}

/** Nothing, where there is nothing to read. */
function entriesIn(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((one, other) => compareCodePoints(one.name, other.name));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}

interface Depth {
  readonly deep: boolean;
  readonly most?: number;
}

/** Collects stamps, in portions: asking for thousands of files one by one without waiting is the fastest way. */
class MachineState {
  readonly #hash: Hash = createHash('sha256');
  /** Folders by device and inode: `/bin` and `/usr/bin` are often one. */
  readonly #folders = new Set<string>();
  #seen = 0;

  add(fact: string): void {
    this.#hash.update(`${fact}\0`);
  }

  /** The status that was added; `undefined` when there is nothing, which is added too. */
  addFile(path: string): BigIntStats | undefined {
    this.#seen += 1;
    try {
      const status = statSync(path, { bigint: true });
      const { ino, size, mtimeNs, ctimeNs, mode } = status;
      this.add(`${path}\0${[ino, size, mtimeNs, ctimeNs, mode].join(' ')}`);
      return status;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.add(`${path}\0${error.code}`);
      return undefined;
    }
  }

  /** A path and what lies in it, links to directories not followed; `false` when that is too much. */
  async addFolder(path: string, { deep, most = Infinity }: Depth): Promise<boolean> {
    const status = this.addFile(path);
    const id = `${String(status?.dev)} ${String(status?.ino)} ${String(deep)}`;
    if (status?.isDirectory() !== true || this.#folders.has(id)) return true;
    this.#folders.add(id);
    const folders = [path];
    const limit = this.#seen + most;
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of entriesIn(folder)) {
        if (this.#seen % AT_ONCE === 0) await setImmediate();
        if (this.#seen > limit) return false;
        this.addFile(join(folder, entry.name));
        if (deep && entry.isDirectory()) folders.push(join(folder, entry.name));
      }
    }
    return true;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
