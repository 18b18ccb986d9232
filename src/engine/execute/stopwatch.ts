import type { PartCost, PhaseCost } from './cost.js';
import type { Clock, CommandSample, CommandUsage } from './ports.js';

interface Stretch {
  readonly phase: string;
  millis: number;
  cpuMillis: number;
}

/** Takes the times of one part, from when it is made on. */
export class Stopwatch {
  readonly #clock: Clock;
  readonly #phases: Stretch[] = [];
  /** What running commands were last seen to hold, by their numbers. */
  readonly #held = new Map<number, number>();
  #readAt: number;
  #millis = 0;
  #cpuMillis = 0;
  #peakBytes = 0;
  #pauses = 0;
  #commands = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#readAt = clock();
  }

  phase(phase: string): void {
    this.#read();
    this.#phases.push({ phase, millis: 0, cpuMillis: 0 });
  }

  /**
   * The part waits for a core, or for somebody else, from now until `resume`: that is no time of its own. Where several
   * of its commands wait, until the last has what it waits for.
   */
  pause(): void {
    this.#read();
    this.#pauses += 1;
  }

  resume(): void {
    this.#read();
    this.#pauses -= 1;
  }

  /** Pauses for as long as a wait takes, however it ends. */
  async during<Value>(wait: Promise<Value>): Promise<Value> {
    this.pause();
    try {
      return await wait;
    } finally {
      this.resume();
    }
  }

  /** The number of a command that starts now. */
  nextCommand(): number {
    this.#commands += 1;
    return this.#commands;
  }

  saw(command: number, { residentBytes }: CommandSample): void {
    this.#held.set(command, residentBytes);
    const together = [...this.#held.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.#peakBytes = Math.max(this.#peakBytes, together);
  }

  /** A command ended; its time counts in the phase in which it did. */
  used(command: number, { cpuMillis, peakBytes }: CommandUsage): void {
    this.#held.delete(command);
    this.#cpuMillis += cpuMillis;
    this.#peakBytes = Math.max(this.#peakBytes, peakBytes);
    const phase = this.#phases.at(-1);
    if (phase !== undefined) phase.cpuMillis += cpuMillis;
  }

  cost(): PartCost {
    this.#read();
    return {
      millis: Math.round(this.#millis),
      cpuMillis: Math.round(this.#cpuMillis),
      peakBytes: this.#peakBytes,
      phases: this.#phases.map(roundPhase),
    };
  }

  #read(): void {
    const now = this.#clock();
    const passed = this.#pauses > 0 ? 0 : now - this.#readAt;
    this.#readAt = now;
    this.#millis += passed;
    const phase = this.#phases.at(-1);
    if (phase !== undefined) phase.millis += passed;
  }
}

function roundPhase({ phase, millis, cpuMillis }: Stretch): PhaseCost {
  return { phase, millis: Math.round(millis), cpuMillis: Math.round(cpuMillis) };
}
