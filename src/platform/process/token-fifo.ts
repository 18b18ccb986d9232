import { closeSync, constants, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Admission, OpenTokenPool, TokenPool, TokenUser } from '../../engine/execute/ports.js';
import { makeDirectories } from '../directories.js';
import { hasCode, isSystemError } from '../file-failure.js';
import { makeFlagsFor, StyleFinder } from './jobserver-style.js';
import { makeFifos } from './pipes.js';

/**
 * The numbers of the pool's descriptors in a command: none that scripts pick for themselves, as configure scripts do
 * with 5 to 9, and below 10 there are no others.
 */
const [READER, WRITER] = [60, 61];

/** One of these per run of the engine. */
export function createTokenPools(): OpenTokenPool {
  const styles = new StyleFinder();
  return async (directory) => {
    for (const place of [directory, tmpdir()].filter(fitsFlags)) {
      const pool = await makePool(place, styles);
      if (pool !== undefined) return pool;
    }
    return undefined;
  };
}

/** Make splits its flags at blanks and looks for variables in them. */
function fitsFlags(path: string): boolean {
  return /^[A-Za-z0-9_./+@%,:=-]{1,500}$/u.test(path);
}

const FIFO = 'tokens';

/** The folder is for this user alone. `undefined` for a file system that has no FIFOs, or cannot be written to. */
async function makePool(place: string, styles: StyleFinder): Promise<TokenFifo | undefined> {
  let folder: string | undefined;
  try {
    makeDirectories(place);
    folder = await mkdtemp(join(place, '.jobserver-'));
    if ((await makeFifos([join(folder, FIFO)])) === undefined) return new TokenFifo(folder, styles);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  return undefined;
}

/** A FIFO with one byte for each token. */
class TokenFifo implements TokenPool {
  readonly #folder: string;
  readonly #path: string;
  readonly #styles: StyleFinder;
  readonly #reader: number;
  readonly #writer: number;

  constructor(folder: string, styles: StyleFinder) {
    this.#folder = folder;
    this.#path = join(folder, FIFO);
    this.#styles = styles;
    // In this order neither waits for the other end. Both stay open, so that no program ever does.
    this.#reader = openSync(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      this.#writer = openSync(this.#path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      closeSync(this.#reader);
      throw error;
    }
  }

  put(tokens: number): void {
    try {
      for (let left = tokens; left > 0; left -= writeSync(this.#writer, '+'.repeat(left)));
    } catch (error) {
      // Somebody has filled it to the brim: nobody lacks a token then.
      if (!hasCode(error, 'EAGAIN')) throw error;
    }
  }

  take(limit: number): number {
    if (limit <= 0) return 0;
    try {
      return readSync(this.#reader, Buffer.allocUnsafe(limit));
    } catch (error) {
      if (hasCode(error, 'EAGAIN')) return 0;
      throw error;
    }
  }

  empty(): void {
    for (let turn = 0; turn < MOST_TURNS && this.take(TURN_BYTES) > 0; turn++);
  }

  async admit({ env, cwd, jobs }: TokenUser): Promise<Admission | undefined> {
    const style = await this.#styles.styleFor(env, cwd);
    if (style === undefined) return undefined;
    const makeFlags = makeFlagsFor(style, jobs, { path: this.#path, reader: READER, writer: WRITER });
    if (style === 'fifo') return { makeFlags, inherited: {}, close() {} };
    // Opened anew for each command: a make that sets its descriptors to non-blocking does it to nobody else's.
    const ends = openBoth(this.#path);
    if (ends === undefined) return undefined;
    const [reader, writer] = ends;
    const close = (): void => ends.forEach((end) => closeSync(end));
    return { makeFlags, inherited: { [READER]: reader, [WRITER]: writer }, close };
  }

  close(): void {
    closeSync(this.#reader);
    closeSync(this.#writer);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** `undefined` when somebody has removed it, or there are no descriptors left: the command can do without. */
function openBoth(path: string): readonly [number, number] | undefined {
  const opened: number[] = [];
  try {
    const reader = openSync(path, constants.O_RDONLY);
    opened.push(reader);
    return [reader, openSync(path, constants.O_WRONLY)];
  } catch (error) {
    opened.forEach((end) => closeSync(end));
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}

const TURN_BYTES = 65_536;
/** More than a pipe can hold; ends the loop when somebody writes faster than we read. */
const MOST_TURNS = 64;
