import { resolve } from 'node:path';
import { findTool, programOf, versionOf } from '../toolchain.js';

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

/** Versions of make and ninja, asked once each. */
export class StyleFinder {
  readonly #versions = new Map<string, Promise<string>>();

  /** `undefined` for a make that is not GNU's: it would take the flags amiss. */
  async styleFor(env: Readonly<Record<string, string>>, cwd: string): Promise<JobserverStyle | undefined> {
    const path = (env['PATH'] ?? '').split(':').map((directory) => resolve(cwd, directory));
    const [make, ninja] = await Promise.all([this.#version('make', path), this.#version('ninja', path)]);
    const newNinja = ninja !== undefined && isAtLeast(ninja, [1, 13]);
    return make === undefined ? 'fifo' : styleOf(make, newNinja);
  }

  async #version(name: string, path: readonly string[]): Promise<string | undefined> {
    const joined = path.join(':');
    const { stamp } = await findTool(name, joined);
    if (stamp === undefined) return undefined;
    const known = this.#versions.get(stamp) ?? versionOf(programOf(stamp), joined);
    this.#versions.set(stamp, known);
    return known;
  }
}

export function styleOf(makeVersion: string, newNinja: boolean): JobserverStyle | undefined {
  if (!makeVersion.startsWith('GNU Make ')) return undefined;
  if (isAtLeast(makeVersion, [4, 4])) return 'fifo';
  if (!isAtLeast(makeVersion, [4, 2])) return 'unnumbered';
  return newNinja ? 'both' : 'descriptors';
}

function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  const match = /(\d+)\.(\d+)/u.exec(text);
  const [first, second] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  return first > major || (first === major && second >= minor);
}
