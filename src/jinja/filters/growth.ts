import type { Host } from '../values/host.js';

/** Asks for the space of something that grows, in portions that double. */
export class Growth {
  readonly #host: Host;
  #size = 0;
  #reserved = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  add(length: number): void {
    this.#size += length;
    if (this.#size <= this.#reserved) return;
    const more = Math.max(LEAST, this.#size * 2);
    this.#host.reserve(more, this.#reserved);
    this.#reserved = more;
  }
}

/** What is asked for at first. */
const LEAST = 64;
