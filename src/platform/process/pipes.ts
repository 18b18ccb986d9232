import { spawn } from 'node:child_process';
import { closeSync, constants, openSync, readSync, unlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { hasCode } from '../file-failure.js';

/**
 * Real pipes for the output of commands. What Node gives a child are sockets, which cannot be opened again by name, so
 * that `echo … >/dev/stderr` in a build script would fail.
 */
export class PipePool {
  readonly #directory: string;
  readonly #ready: OutputPipe[] = [];
  #filling: Promise<void> | undefined;

  /** FIFOs are made in a folder of `directory`; they are opened and lose their names at once. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  async take(): Promise<OutputPipe> {
    for (;;) {
      const pipe = this.#ready.pop();
      if (pipe !== undefined) return pipe;
      this.#filling ??= this.#fill().finally(() => (this.#filling = undefined));
      await this.#filling;
    }
  }

  async #fill(): Promise<void> {
    const folder = await mkdtemp(join(this.#directory, 'slapbuild-pipes-'));
    try {
      const names = Array.from({ length: PIPES_AT_ONCE }, (_, index) => join(folder, String(index)));
      const problem = await makeFifos(names);
      if (problem !== undefined) throw new PipesUnavailable(`no pipe can be made in ${folder} (${problem})`);
      for (const name of names) this.#ready.push(OutputPipe.open(name));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Makes FIFOs for this user alone; answers what is in the way, if something is. */
export async function makeFifos(names: readonly string[]): Promise<string | undefined> {
  const child = spawn('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' });
  const status = await new Promise((resolve) => {
    child.on('error', resolve).on('exit', resolve);
  });
  return status === 0 ? undefined : `mkfifo: ${String(status)}`;
}

/** One process for many pipes: starting it costs as much as making a hundred. */
const PIPES_AT_ONCE = 32;

/** The file system of the temporary directory, or the system, has no FIFOs. */
export class PipesUnavailable extends Error {
  override readonly name = 'PipesUnavailable';
}

/** A pipe whose write end goes to a child and whose read end is read here. */
export class OutputPipe {
  readonly #reader: number;
  #socket: Socket | undefined;
  #writer: number | undefined;
  #onChunk: (chunk: Buffer) => void = () => {};
  #onEnd: () => void = () => {};
  #ended = false;

  private constructor(reader: number, writer: number) {
    this.#reader = reader;
    this.#writer = writer;
  }

  /** Opens both ends and takes the name away: removing the folder with the names in it would look at each again. */
  static open(name: string): OutputPipe {
    // Opening the read end first, without blocking, is what lets the write end be opened at once.
    const reader = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const pipe = new OutputPipe(reader, openSync(name, 'w'));
    unlinkSync(name);
    return pipe;
  }

  get writer(): number | undefined {
    return this.#writer;
  }

  closeWriter(): void {
    if (this.#writer !== undefined) closeSync(this.#writer);
    this.#writer = undefined;
  }

  onChunk(listener: (chunk: Buffer) => void): void {
    this.#onChunk = listener;
    this.#socket = new Socket({ fd: this.#reader, readable: true, writable: false });
    this.#socket.on('data', listener).on('end', () => {
      this.#ended = true;
      this.#onEnd();
    });
  }

  /** Called once, when nobody can write any more and everything has been heard. */
  onEnd(listener: () => void): void {
    this.#onEnd = listener;
  }

  /** Hands over what has been written so far. Answers whether nobody can write any more. */
  drain(): boolean {
    for (let turn = 0; turn < DRAIN_TURNS && !this.#ended; turn++) {
      const size = this.#readNow();
      if (size === undefined) return false;
      if (size === 0) this.#ended = true;
      else this.#onChunk(Buffer.from(drained.subarray(0, size)));
    }
    return this.#ended;
  }

  #readNow(): number | undefined {
    if (this.#socket?.destroyed === true) return 0;
    try {
      return readSync(this.#reader, drained);
    } catch (error) {
      if (hasCode(error, 'EAGAIN')) return undefined;
      throw error;
    }
  }

  close(): void {
    this.closeWriter();
    if (this.#socket === undefined) closeSync(this.#reader);
    else this.#socket.destroy();
  }
}

/** What is read here is copied at once, so that one buffer serves all. */
const drained = Buffer.allocUnsafe(65_536);
/** More than a pipe can hold; ends the loop when a daemon writes faster than we read. */
const DRAIN_TURNS = 64;
