import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { FileHandle } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { HELPER_PROGRAMS } from './helper-programs.js';
import { LockError, type LockMechanism, type RangeLocks } from './mechanism.js';

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Record locks that a child process holds until its standard input ends, which happens at the latest when this process
 * does, however it ends. For machines on which the addon does not load. `path`: where programs are looked up.
 */
export function helperLocks(path: string): LockMechanism {
  let works: (typeof HELPER_PROGRAMS)[number] | undefined;
  return {
    async open(file) {
      for (const words of works === undefined ? HELPER_PROGRAMS : [works]) {
        const locks = await start(words, path, file);
        if (locks === undefined) continue;
        works = words;
        return locks;
      }
      return undefined;
    },
  };
}

async function start(
  [program, ...words]: readonly [string, ...string[]],
  path: string,
  file: FileHandle,
): Promise<RangeLocks | undefined> {
  // A session of its own: an interrupt from the terminal must not drop locks while work is still being undone.
  // The types of `spawn` know pipes only as words for all descriptors.
  const child = spawn(program, words, {
    stdio: ['pipe', 'pipe', 'ignore', file.fd],
    detached: true,
    cwd: '/',
    env: { PATH: path },
  }) as unknown as Child;
  const helper = new Helper(child);
  // Giving back what nobody has says whether the program is there and works.
  if ((await helper.ask('unlock', 0, 0)) !== undefined) return helper;
  await helper.close();
  return undefined;
}

/** One question at a time; the child keeps this process alive only while it is asked. */
class Helper implements RangeLocks {
  readonly #child: Child;
  readonly #ended: Promise<unknown>;
  #heard = '';
  #wake: () => void = () => {};
  #gone = false;

  constructor(child: Child) {
    this.#child = child;
    const gone = (): void => {
      this.#gone = true;
      this.#wake();
    };
    this.#ended = new Promise<void>((resolve) => {
      child.on('error', () => resolve());
      child.on('exit', () => resolve());
    }).then(gone);
    child.stdin.on('error', () => {});
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#heard += text;
      this.#wake();
    });
    this.#hold('unref');
  }

  async tryLock(offset: number, length: number): Promise<boolean> {
    return this.#answered(await this.ask('lock', offset, length));
  }

  async unlock(offset: number, length: number): Promise<void> {
    this.#answered(await this.ask('unlock', offset, length));
  }

  async close(): Promise<void> {
    if (this.#gone) return;
    this.#child.ref();
    this.#child.stdin.end();
    await this.#ended;
  }

  /** The answer; `undefined` when nobody answers. */
  async ask(verb: 'lock' | 'unlock', offset: number, length: number): Promise<string | undefined> {
    this.#hold('ref');
    this.#heard = '';
    if (!this.#gone) this.#child.stdin.write(`${verb} ${String(offset)} ${String(length)}\n`);
    while (!this.#gone && !this.#heard.endsWith('\n')) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#hold('unref');
    return this.#heard.endsWith('\n') ? this.#heard.trim() : undefined;
  }

  #answered(answer: string | undefined): boolean {
    if (answer === 'yes' || answer === 'no') return answer === 'yes';
    throw new LockError(answer ?? 'ENOLCK');
  }

  #hold(how: 'ref' | 'unref'): void {
    this.#child[how]();
    // Node's pipes to children are sockets; the types of the streams do not say so.
    for (const stream of [this.#child.stdin, this.#child.stdout] as unknown as readonly Socket[]) stream[how]();
  }
}
