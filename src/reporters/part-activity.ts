import type { PartEvent } from './reporter.js';

/** What a part that is at work does, from when this is made on. Times are in milliseconds of the clock of the caller. */
export class PartActivity {
  readonly since: number;
  #phase: string | undefined;
  /** Another run that holds what the part needs. */
  #holder: string | undefined;
  /** What commands wait for, each of them once. */
  readonly #waits: string[] = [];
  #pausedAt: number | undefined;
  #paused = 0;
  /** Processor time of commands, by their numbers. */
  readonly #used = new Map<number, number>();

  constructor(now: number) {
    this.since = now;
  }

  follow(event: PartEvent, now: number): void {
    switch (event.state) {
      case 'phase':
        this.#phase = event.phase;
        this.#holder = undefined;
        break;
      case 'waiting':
        if (event.cores === undefined) this.#holder = event.for;
        else this.#waits.push(event.for);
        this.#pausedAt ??= now - (event.millis ?? 0);
        break;
      case 'waited':
        this.#waits.splice(Math.max(0, this.#waits.lastIndexOf(event.for)), 1);
        break;
      case 'command':
        if (event.step === 'started') this.#holder = undefined;
        else this.#used.set(event.command, event.cpuMillis);
        break;
      default:
    }
    if (this.#waitsFor === undefined) this.#resume(now);
  }

  /** `make`, or what it waits for. */
  get words(): string {
    const wait = this.#waitsFor;
    if (wait === undefined) return this.#phase ?? 'start';
    return `${this.#phase === undefined ? '' : `${this.#phase}: `}waiting for ${wait}`;
  }

  /** How long it has been at work, without its waiting. */
  ownMillis(now: number): number {
    const paused = this.#pausedAt === undefined ? 0 : now - this.#pausedAt;
    return Math.max(0, now - this.since - this.#paused - paused);
  }

  /** Processor time that its commands have used until now, as far as it was told. */
  get cpuMillis(): number {
    return [...this.#used.values()].reduce((sum, millis) => sum + millis, 0);
  }

  get #waitsFor(): string | undefined {
    return this.#holder ?? this.#waits.at(-1);
  }

  #resume(now: number): void {
    if (this.#pausedAt !== undefined) this.#paused += now - this.#pausedAt;
    this.#pausedAt = undefined;
  }
}
