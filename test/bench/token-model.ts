import type { Chooser, ModelPart } from './core-model.js';

interface Making {
  readonly name: string;
  readonly rank: number;
  readonly jobSeconds: number;
  /** Jobs not started yet. */
  left: number;
  running: number;
}

interface Job {
  readonly ends: number;
  readonly done: () => void;
}

/**
 * Seconds that the parts take when a core is a token that a job keeps to its end, as with the jobserver of GNU make. A
 * command waits for its first token, the one of the smallest rank first; a `make` keeps that one as long as it runs
 * and takes more for jobs beside it, which it gives back after each.
 */
export class TokenModel {
  readonly #parts: ReadonlyMap<string, ModelPart>;
  readonly #chooser: Chooser;
  readonly #files: number;
  readonly #commands: { readonly rank: number; readonly start: () => void }[] = [];
  readonly #makes = new Set<Making>();
  readonly #jobs = new Set<Job>();
  #free: number;
  #now = 0;

  /** Each `make` has as many jobs as there are `files`. */
  constructor(parts: readonly ModelPart[], chooser: Chooser, { cores, files }: { cores: number; files: number }) {
    this.#parts = new Map(parts.map((part) => [part.name, part]));
    this.#chooser = chooser;
    this.#files = files;
    this.#free = cores;
  }

  run(): number {
    for (;;) {
      for (const name of this.#chooser.next()) this.#configure(name);
      this.#handOut();
      const [first] = [...this.#jobs].toSorted((one, other) => one.ends - other.ends);
      if (first === undefined) return this.#now;
      this.#now = first.ends;
      this.#jobs.delete(first);
      first.done();
    }
  }

  #configure(name: string): void {
    const { configure = 0, make = 0 } = this.#parts.get(name) ?? {};
    const rank = this.#chooser.rankOf(name);
    this.#await(rank, () => {
      this.#start(configure, () => {
        this.#free += 1;
        const making: Making = { name, rank, jobSeconds: make / this.#files, left: this.#files, running: 0 };
        this.#await(rank, () => {
          this.#makes.add(making);
          this.#compile(making);
        });
      });
    });
  }

  #compile(making: Making): void {
    making.left -= 1;
    making.running += 1;
    this.#start(making.jobSeconds, () => {
      making.running -= 1;
      if (making.running > 0) this.#free += 1;
      else if (making.left > 0) this.#compile(making);
      else {
        this.#makes.delete(making);
        this.#free += 1;
        this.#chooser.finish(making.name);
      }
    });
  }

  /** Waiting commands come before more jobs of what runs, which get them in turn. */
  #handOut(): void {
    while (this.#free > 0) {
      const [command] = this.#commands.toSorted((one, other) => one.rank - other.rank);
      if (command !== undefined) this.#commands.splice(this.#commands.indexOf(command), 1);
      const [making] = [...this.#makes]
        .filter(({ left }) => left > 0)
        .toSorted((one, other) => one.running - other.running || one.rank - other.rank);
      if (command === undefined && making === undefined) return;
      this.#free -= 1;
      if (command !== undefined) command.start();
      else if (making !== undefined) this.#compile(making);
    }
  }

  #await(rank: number, start: () => void): void {
    this.#commands.push({ rank, start });
  }

  #start(seconds: number, done: () => void): void {
    this.#jobs.add({ ends: this.#now + seconds, done });
  }
}
