import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectories } from './directories.js';
import { isSystemError } from './file-failure.js';

/** The programs that decide what a compiler makes of sources. */
const TOOLS = ['cc', 'gcc', 'c++', 'g++', 'ld', 'as', 'ar', 'make'] as const;

export interface ToolchainOptions {
  /** Directories to look in, as in the environment of commands. */
  readonly path: string;
  /** Remembers the version texts, so that an unchanged toolchain starts no process. */
  readonly cacheFile?: string;
}

export interface Toolchain {
  /** First line of each tool's `--version`; `absent` for a tool that is not there. */
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256 over the version texts. */
  readonly digest: string;
  /** Every path that was looked at: where the tools are, and where others of their names would be found first. */
  readonly programs: readonly string[];
}

/** Version texts by `path size mtime` of the program they belong to. */
type Remembered = Readonly<Record<string, string>>;

export async function readToolchain({ path, cacheFile }: ToolchainOptions): Promise<Toolchain> {
  const remembered = cacheFile === undefined ? {} : await readRemembered(cacheFile);
  const found = await Promise.all(TOOLS.map((tool) => findTool(tool, path)));
  const stamps = [...new Set(found.map(({ stamp }) => stamp).filter((stamp) => stamp !== undefined))];
  const known = await versionsOf(stamps, remembered, path);
  if (cacheFile !== undefined && stamps.some((stamp) => remembered[stamp] === undefined)) {
    await remember(cacheFile, known);
  }
  const versions = Object.fromEntries(
    TOOLS.map((tool, index) => [tool, known[found[index]?.stamp ?? ''] ?? 'absent'] as const),
  );
  const digest = createHash('sha256').update(JSON.stringify(versions)).digest('hex');
  return { versions, digest, programs: found.flatMap(({ lookedAt }) => lookedAt) };
}

async function versionsOf(stamps: readonly string[], remembered: Remembered, path: string): Promise<Remembered> {
  const asked = stamps.map(
    async (stamp) => [stamp, remembered[stamp] ?? (await versionOf(programOf(stamp), path))] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

interface FoundTool {
  /**
   * `size mtime path`, links followed for size and time only: programs such as ccache and clang decide by the name they
   * are called by.
   */
  readonly stamp: string | undefined;
  readonly lookedAt: readonly string[];
}

async function findTool(name: string, path: string): Promise<FoundTool> {
  const lookedAt: string[] = [];
  for (const directory of path.split(':')) {
    const program = join(directory, name);
    lookedAt.push(program);
    try {
      await access(program, constants.X_OK);
      const status = await stat(program, { bigint: true });
      if (status.isFile()) return { stamp: `${status.size} ${status.mtimeNs} ${program}`, lookedAt };
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
  return { stamp: undefined, lookedAt };
}

function programOf(stamp: string): string {
  return stamp.split(' ').slice(2).join(' ');
}

const PATIENCE_MILLIS = 10_000;

/** A tool that does not answer counts with its status: another answer one day is another toolchain. */
export function versionOf(program: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    const refuse = (error: Error): void => resolve(`${NO_ANSWER}${isSystemError(error) ? error.code : error.message}`);
    const child = startAsking(program, path, refuse);
    let text = '';
    child?.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child?.on('error', refuse);
    child?.on('close', (status) => {
      const line = text.split('\n')[0]?.trim() ?? '';
      resolve(line === '' ? `${NO_ANSWER}status ${status ?? 'unknown'}` : line);
    });
  });
}

const NO_ANSWER = 'no answer: ';

/** Whether a version is what the program says. */
export function hasAnswered(version: string): boolean {
  return !version.startsWith(NO_ANSWER);
}

/** Some errors are thrown at once: `ETXTBSY` of a program that is being written, for one. */
function startAsking(
  program: string,
  path: string,
  refuse: (error: Error) => void,
): ChildProcessByStdio<null, Readable, null> | undefined {
  try {
    return spawn(program, ['--version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: path, LC_ALL: 'C' },
      timeout: PATIENCE_MILLIS,
    });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    refuse(error);
    return undefined;
  }
}

async function readRemembered(cacheFile: string): Promise<Remembered> {
  try {
    const parsed: unknown = JSON.parse(await readFile(cacheFile, 'utf8'));
    return isRemembered(parsed) ? parsed : {};
  } catch (error) {
    if (isSystemError(error) || error instanceof SyntaxError) return {};
    throw error;
  }
}

function isRemembered(value: unknown): value is Remembered {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

/** Best effort: without it the next run asks the tools again. */
async function remember(cacheFile: string, versions: Remembered): Promise<void> {
  const temporary = `${cacheFile}.${process.pid}`;
  try {
    makeDirectories(dirname(cacheFile));
    await writeFile(temporary, `${JSON.stringify(versions, undefined, 2)}\n`);
    await rename(temporary, cacheFile);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
