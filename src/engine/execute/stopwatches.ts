import type { PartEvent } from './events.js';
import type { Clock } from './ports.js';
import { Stopwatch } from './stopwatch.js';

/** The stopwatches of the parts of a run. They run by the events of the parts; who makes a part wait pauses them. */
export class Stopwatches {
  readonly #clock: Clock;
  readonly #running = new Map<string, Stopwatch>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(part: string): Stopwatch {
    const found = this.#running.get(part) ?? new Stopwatch(this.#clock);
    this.#running.set(part, found);
    return found;
  }

  /** Passes events on, those of parts that were made or failed with their cost. */
  telling(emit: (event: PartEvent) => void): (event: PartEvent) => void {
    return (event) => {
      emit(this.#withCost(event));
    };
  }

  #withCost(event: PartEvent): PartEvent {
    const { part } = event;
    switch (event.state) {
      case 'started':
        // What an uninstall step did before is no cost of the part.
        this.#running.set(part, new Stopwatch(this.#clock));
        return event;
      case 'phase':
        this.#running.get(part)?.phase(event.phase);
        return event;
      case 'command':
        this.#follow(event);
        return event;
      case 'installed':
      case 'failed':
        return this.#end(event);
      case 'up-to-date':
      case 'substituted':
      case 'skipped':
        this.#running.delete(part);
        return event;
      default:
        return event;
    }
  }

  #follow(event: Extract<PartEvent, { readonly state: 'command' }>): void {
    const watch = this.#running.get(event.part);
    if (event.step === 'running') watch?.saw(event.command, event);
    if (event.step === 'ended') watch?.used(event.command, event);
  }

  #end(event: Extract<PartEvent, { readonly state: 'installed' | 'failed' }>): PartEvent {
    const watch = this.#running.get(event.part);
    this.#running.delete(event.part);
    return watch === undefined ? event : { ...event, cost: watch.cost() };
  }
}
