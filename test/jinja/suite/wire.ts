import { readSync, writeSync } from 'node:fs';

/**
 * A value on its way between Python and the engine: what JSON has is itself, everything else is a list that begins with
 * its kind. Both sides write the same kinds.
 */
export type Wire = null | boolean | number | string | readonly Wire[];

/** A message of either side; its only field, or the one named first, tells what it is. */
export type Message = Readonly<Record<string, unknown>>;

/** JSON, a message a line, read and written synchronously: nothing else happens while the other side works. */
export class Lines {
  readonly #chunk = Buffer.alloc(1 << 16);
  #read = Buffer.alloc(0);

  /** `undefined` at the end of the input. */
  next(): Message | undefined {
    for (;;) {
      const end = this.#read.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#read.toString('utf8', 0, end);
        this.#read = this.#read.subarray(end + 1);
        // The other side is a program of the project's own.
        return JSON.parse(line) as Message;
      }
      const length = readSync(0, this.#chunk);
      if (length === 0) return undefined;
      this.#read = Buffer.concat([this.#read, this.#chunk.subarray(0, length)]);
    }
  }

  send(message: Message): void {
    const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
    for (let sent = 0; sent < bytes.length;) sent += writeSync(1, bytes, sent);
  }
}
