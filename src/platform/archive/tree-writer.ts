import {
  chmodSync,
  closeSync,
  constants,
  futimesSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  openSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hasCode } from '../file-failure.js';
import { type ByteName, byteNameOfPath, bytesOf, parentOf } from './names.js';
import { Refused, Unreadable } from './problems.js';

/** What stands at a name by now. Links are only ever made by this writer, so the model is exact. */
export type Entry =
  | { readonly kind: 'directory'; readonly mode: number; readonly mtime: number | undefined }
  | { readonly kind: 'file' }
  | { readonly kind: 'symlink'; readonly target: ByteName };

/** Seconds since 1970. */
interface Attributes {
  readonly mode: number;
  readonly mtime: number | undefined;
}

const IMPLICIT_DIRECTORY: Entry = { kind: 'directory', mode: 0o755, mtime: undefined };

/**
 * Writes members below an empty directory of its own. Names are checked already. Nothing is ever written through a link
 * that the archive made: parents must be directories made here, and files are opened anew, never followed.
 *
 * Members are written as they come; modes and times of directories, and hard links to what comes later, at `finish`.
 */
export class TreeWriter {
  readonly #root: ByteName;
  readonly #onEntry: (name: ByteName) => void;
  readonly #entries = new Map<ByteName, Entry>([['', IMPLICIT_DIRECTORY]]);
  readonly #laterLinks: { readonly name: ByteName; readonly target: ByteName }[] = [];

  /** `onEntry` is told of every file, directory and link before it is made. */
  constructor(root: string, onEntry: (name: ByteName) => void) {
    this.#root = byteNameOfPath(root);
    this.#onEntry = onEntry;
  }

  get entries(): ReadonlyMap<ByteName, Entry> {
    return this.#entries;
  }

  directory(name: ByteName, { mode, mtime }: Attributes): void {
    if (name === '') return;
    const present = this.#entries.get(name);
    if (present?.kind === 'symlink') throw new Refused('through-symlink', name);
    if (present?.kind !== 'directory') {
      this.#clear(name);
      mkdirSync(this.#path(name), 0o700);
    }
    this.#entries.set(name, { kind: 'directory', mode, mtime });
  }

  /** A new file. The caller writes to it and closes it. */
  file(name: ByteName, attributes: Attributes): NewFile {
    this.#clear(name);
    const file = new NewFile(this.#path(name), attributes);
    this.#entries.set(name, { kind: 'file' });
    return file;
  }

  symlink(name: ByteName, target: ByteName, mtime: number | undefined): void {
    if (target === '' || target.includes('\0')) throw new Refused('bad-name', name);
    if (target.startsWith('/')) throw new Refused('symlink-escapes', name);
    this.#clear(name);
    symlinkSync(bytesOf(target), this.#path(name));
    if (mtime !== undefined) lutimesSync(this.#path(name), mtime, mtime);
    this.#entries.set(name, { kind: 'symlink', target });
  }

  /** A further name of a file, which may come later in the archive. */
  hardLink(name: ByteName, target: ByteName): void {
    if (this.#entries.has(target)) this.#link(name, target);
    else this.#laterLinks.push({ name, target });
  }

  finish(): void {
    for (const { name, target } of this.#laterLinks) this.#link(name, target);
    // Deepest first: a directory's time changes when something is made in it, and its mode may close it.
    const below = [...this.#entries].filter(([name, { kind }]) => name !== '' && kind === 'directory');
    for (const [name, entry] of below.toSorted(([a], [b]) => b.length - a.length)) {
      if (entry.kind !== 'directory') continue;
      if (entry.mtime !== undefined) utimesSync(this.#path(name), entry.mtime, entry.mtime);
      chmodSync(this.#path(name), entry.mode);
    }
  }

  #link(name: ByteName, target: ByteName): void {
    const entry = this.#entries.get(target);
    if (entry === undefined) throw new Unreadable('a hard link names a file that is not in the archive');
    if (name === target) return;
    if (entry.kind === 'directory') throw new Refused('hardlink-escapes', name);
    if (entry.kind === 'symlink') {
      this.symlink(name, entry.target, undefined);
      return;
    }
    this.#clear(name);
    linkSync(this.#path(target), this.#path(name));
    this.#entries.set(name, entry);
  }

  /** Makes the place of a member free: its parents are there, and what an earlier member put there is gone. */
  #clear(name: ByteName): void {
    if (name === '') throw new Refused('bad-name', '.');
    this.#onEntry(name);
    this.#makeParent(name);
    const present = this.#entries.get(name);
    if (present === undefined) return;
    if (present.kind === 'directory') this.#removeEmpty(name);
    else unlinkSync(this.#path(name));
    this.#entries.delete(name);
  }

  #removeEmpty(name: ByteName): void {
    try {
      rmdirSync(this.#path(name));
    } catch (error) {
      if (hasCode(error, 'ENOTEMPTY')) throw new Refused('bad-name', name);
      throw error;
    }
  }

  #makeParent(name: ByteName): void {
    const parent = parentOf(name);
    const entry = this.#entries.get(parent);
    if (entry?.kind === 'directory') return;
    if (entry?.kind === 'symlink') throw new Refused('through-symlink', name);
    if (entry?.kind === 'file') throw new Refused('bad-name', name);
    this.#onEntry(parent);
    this.#makeParent(parent);
    mkdirSync(this.#path(parent), 0o700);
    this.#entries.set(parent, IMPLICIT_DIRECTORY);
  }

  #path(name: ByteName): Buffer {
    return bytesOf(`${this.#root}/${name}`);
  }
}

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

export class NewFile {
  readonly #descriptor: number;
  readonly #mtime: number | undefined;

  constructor(path: Buffer, { mode, mtime }: Attributes) {
    // The umask of this program is 0: the mode is exact.
    this.#descriptor = openSync(path, NEW_FILE, mode);
    this.#mtime = mtime;
  }

  write(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length;) {
      offset += writeSync(this.#descriptor, chunk, offset, chunk.length - offset);
    }
  }

  close(): void {
    if (this.#mtime !== undefined) futimesSync(this.#descriptor, this.#mtime, this.#mtime);
    closeSync(this.#descriptor);
  }
}
