import { constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSystemError } from '../file-failure.js';
import { hasAnswered, versionOf } from '../toolchain.js';

/**
 * How a pool is told to the programs of a command. `fifo`: by its name, GNU make from 4.4 on, ninja from 1.13 on, cargo.
 * `descriptors`: as two open descriptors, GNU make before that, and cargo; `unnumbered` before make 4.2. `both`: an old
 * make beside a new ninja.
 */
export type JobserverStyle = 'fifo' | 'descriptors' | 'unnumbered' | 'both';

/** What a pool is known by. */
export interface PoolNames {
  readonly path: string;
  readonly reader: number;
  readonly writer: number;
}

/** The value of `MAKEFLAGS`. It begins with a blank, as make's own does when it has no one-letter options. */
export function makeFlagsFor(style: JobserverStyle, jobs: number, { path, reader, writer }: PoolNames): string {
  const count = ` -j${String(jobs)}`;
  const descriptors = `${String(reader)},${String(writer)}`;
  switch (style) {
    case 'fifo':
      return `${count} --jobserver-auth=fifo:${path}`;
    case 'descriptors':
      return `${count} --jobserver-auth=${descriptors}`;
    case 'unnumbered':
      return ` --jobserver-fds=${descriptors} -j`;
    case 'both':
      // For make, everything behind `--` is a variable, which it passes on; ninja and cargo take the last that they find.
      return `${count} --jobserver-auth=${descriptors} -- --jobserver-auth=fifo:${path}`;
  }
}

/** Versions of the programs on a search path, each asked once. */
export class StyleFinder {
  readonly #versions = new Map<string, Promise<string>>();

  /**
   * What every make that the command may meet understands: a make before 4.4 stops at the name of a FIFO, and programs
   * such as cmake look for `gmake` themselves. `undefined` when one is not GNU's, and would take the flags amiss.
   */
  async styleFor(env: Readonly<Record<string, string>>, cwd: string): Promise<JobserverStyle | undefined> {
    const path = (env['PATH'] ?? '').split(':').map((directory) => resolve(cwd, directory));
    const versionsOf = (name: string): Promise<readonly string[]> => this.#versionsOf(name, path);
    const [makes, gmakes, [ninja]] = await Promise.all([
      versionsOf('make'),
      versionsOf('gmake'),
      versionsOf('ninja'),
    ] as const);
    return styleOf([...makes, ...gmakes], ninja);
  }

  /** In the order of the path. */
  async #versionsOf(name: string, path: readonly string[]): Promise<readonly string[]> {
    const programs = path.map((directory) => join(directory, name));
    return Promise.all(programs.flatMap((program) => this.#versionAt(program, path) ?? []));
  }

  #versionAt(program: string, path: readonly string[]): Promise<string> | undefined {
    const file = fileAt(program);
    if (file === undefined) return undefined;
    const known = this.#versions.get(file) ?? this.#ask(file, program, path);
    this.#versions.set(file, known);
    return known;
  }

  /** What does not answer now, as a program that is just being installed, is asked again by the next command. */
  async #ask(file: string, program: string, path: readonly string[]): Promise<string> {
    const version = await versionOf(program, path.join(':'));
    if (!hasAnswered(version)) this.#versions.delete(file);
    return version;
  }
}

/** What tells an executable file from all others; `undefined` when there is none. */
function fileAt(path: string): string | undefined {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined || (status.mode & EXECUTABLE) !== EXECUTABLE) return undefined;
    return `${String(status.dev)}:${String(status.ino)}`;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The bits of a plain file that its owner may execute. */
const EXECUTABLE = constants.S_IFREG | constants.S_IXUSR;

function styleOf(makes: readonly string[], ninja: string | undefined): JobserverStyle | undefined {
  if (makes.some((make) => !make.startsWith('GNU Make '))) return undefined;
  if (makes.every((make) => isAtLeast(make, [4, 4]))) return 'fifo';
  if (!makes.every((make) => isAtLeast(make, [4, 2]))) return 'unnumbered';
  return ninja !== undefined && isAtLeast(ninja, [1, 13]) ? 'both' : 'descriptors';
}

function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  const match = /(\d+)\.(\d+)/u.exec(text);
  const [first, second] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  return first > major || (first === major && second >= minor);
}
