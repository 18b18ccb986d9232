import type { Host } from '../values/host.js';

/** Asks for the space of something that grows, in portions that double. */
export class Growth {
  readonly #host: Host;
  #size = 0;
  #reserved = 4096;

  constructor(host: Host) {
    this.#host = host;
  }

  add(length: number): void {
    this.#size += length;
    while (this.#size > this.#reserved) this.#host.reserve((this.#reserved *= 2));
  }
}
