import type { CommandUsage } from '../../engine/execute/ports.js';
import { Sampler, type OnLook, type SamplerTimes } from './sampler.js';
import { readStat } from './stat.js';

/**
 * What commands use. Node tells no usage of a child, but the kernel does, in two ways: the times of all reaped
 * children together (exact, of nobody in particular), and those of one process until it is reaped. A command closes its
 * outputs when it ends, and Node hears that before it reaps it, so there is nearly always a moment to read the second.
 * It is cut to hundredths of a second in up to four counters; the first settles what is inside these bounds.
 */
export class Meter {
  readonly #sampler: Sampler;
  readonly #running = new Set<CommandMeter>();
  readonly #reaped: CommandMeter[] = [];
  #settling: Promise<void> = Promise.resolve();
  #childMillis = 0;

  constructor(times?: SamplerTimes) {
    this.#sampler = new Sampler(times);
  }

  /** To be called when `leader` has started. */
  begin(leader: number, onLook: OnLook = () => undefined): CommandMeter {
    // What was reaped while no command ran belongs to none.
    if (this.#running.size === 0 && this.#reaped.length === 0) this.#childMillis = readChildMillis();
    const meter: CommandMeter = new CommandMeter(leader, () => this.#reap(meter));
    this.#running.add(meter);
    this.#sampler.watch(leader, (use) => {
      meter.look(use);
      onLook({ ...use, cpuMillis: meter.seenMillis });
    });
    return meter;
  }

  /** Commands that are reaped in one turn of the event loop share what was counted, by what was seen of each. */
  async #reap(meter: CommandMeter): Promise<void> {
    this.#sampler.forget(meter.leader);
    this.#running.delete(meter);
    if (this.#reaped.push(meter) === 1) {
      this.#settling = new Promise((resolve) => {
        setImmediate(() => {
          this.#settle();
          resolve();
        });
      });
    }
    await this.#settling;
  }

  #settle(): void {
    const childMillis = readChildMillis();
    const counted = childMillis - this.#childMillis;
    this.#childMillis = childMillis;
    const meters = this.#reaped.splice(0);
    const weight = meters.reduce((sum, { seenMillis }) => sum + seenMillis + 1, 0);
    for (const meter of meters) meter.settle((counted * (meter.seenMillis + 1)) / weight);
  }
}

/** Up to four counters of a process are cut to hundredths of a second each. */
const CUT_MILLIS = 40;

/** One command, from its start until it has been reaped. */
class CommandMeter {
  readonly leader: number;
  readonly #reap: () => Promise<void>;
  #openOutputs = 2;
  #isFinal = false;
  #reaped = false;
  #seenMillis = 0;
  #cpuMillis = 0;
  #peakBytes = 0;

  constructor(leader: number, reap: () => Promise<void>) {
    this.leader = leader;
    this.#reap = reap;
  }

  /** User and system time as far as it was seen; it never goes back. */
  get seenMillis(): number {
    return this.#seenMillis;
  }

  look({ cpuMillis, residentBytes }: Parameters<OnLook>[0]): void {
    this.#seenMillis = Math.max(this.#seenMillis, cpuMillis);
    this.#peakBytes = Math.max(this.#peakBytes, residentBytes);
  }

  /** To be called once for each of the two outputs, when nobody can write to it any more. */
  outputEnded(): void {
    this.#openOutputs -= 1;
    if (this.#openOutputs > 0 || this.#reaped) return;
    const stat = readStat(this.leader);
    if (stat === undefined) return;
    this.#seenMillis = Math.max(this.#seenMillis, stat.cpuMillis);
    this.#isFinal = stat.ending;
  }

  /** To be called when the command has been reaped; resolves when its time is known. */
  reaped(): Promise<void> {
    this.#reaped = true;
    return this.#reap();
  }

  settle(countedMillis: number): void {
    const most = this.#isFinal ? this.#seenMillis + CUT_MILLIS : Number.POSITIVE_INFINITY;
    this.#cpuMillis = Math.min(most, Math.max(this.#seenMillis, countedMillis));
  }

  usage(): CommandUsage {
    return { cpuMillis: Math.round(this.#cpuMillis), peakBytes: this.#peakBytes };
  }
}

function readChildMillis(): number {
  return readStat('self')?.childMillis ?? 0;
}
