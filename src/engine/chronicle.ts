import type { EngineCall } from './engine-call.js';
import type { EngineEvent } from './events.js';
import {
  lastOf,
  reviewRun,
  serialOptionOf,
  type CostHistory,
  type MadePart,
  type PartCost,
  type PartEvent,
  type RunReview,
} from './execute/index.js';
import type { Part, Plan, PlannedPart } from './plan/index.js';
import { TimingHistory, type TimingPlaces } from './timing-history.js';
import type { WorkPorts } from './ports.js';

export interface Chronicled {
  readonly work: WorkPorts;
  readonly plan: Plan;
  readonly places: TimingPlaces;
  readonly cores: number;
}

/** Follows a run by its events: what parts took is kept for later runs, and reviewed at the end. */
export class Chronicle {
  /** What the parts of the plan took before. */
  readonly history: CostHistory;
  readonly #timings: TimingHistory;
  readonly #site: Chronicled;
  readonly #call: EngineCall;
  readonly #begun = new Map<string, number>();
  readonly #made = new Map<string, MadePart>();
  /** For parts that were not made: the need behind them that was, and ended last. Who needs them waited for it. */
  readonly #behind = new Map<string, MadePart>();
  readonly #installed = new Map<Part, PartCost>();
  readonly #parts: ReadonlyMap<string, PlannedPart>;
  #savedMillis = 0;

  constructor(call: EngineCall, site: Chronicled) {
    this.#call = call;
    this.#site = site;
    this.#timings = new TimingHistory(site.work.timingFiles, site.places);
    this.history = this.#timings.costs(site.plan.parts);
    this.#parts = new Map(site.plan.parts.map((planned) => [planned.part.name, planned]));
  }

  readonly emit = (event: EngineEvent): void => {
    if (event.type === 'part') this.#follow(event);
    this.#call.emit(event);
  };

  /** To be called when the parts have come to their ends; `undefined` for a run that made nothing. */
  close(): RunReview | undefined {
    this.#timings.keep(this.#installed);
    const { cores } = this.#site;
    return reviewRun([...this.#made.values()], { cores, savedMillis: this.#savedMillis });
  }

  #follow(event: PartEvent): void {
    const { part: name } = event;
    const planned = this.#parts.get(name);
    if (event.state === 'started') this.#begun.set(name, this.#call.ports.clock());
    if (planned === undefined) return;
    if (event.state === 'up-to-date' || event.state === 'substituted') this.#pass(planned);
    if (event.state !== 'installed' || event.cost === undefined) return;
    if (event.action === 'install') this.#installed.set(planned.part, event.cost);
    this.#made.set(name, this.#madePart(planned.part, event.cost));
  }

  #pass({ part, action }: PlannedPart): void {
    const last = lastOf(this.#needsOf(part));
    if (last !== undefined) this.#behind.set(part.name, last);
    // Parts that are looked at in every run save nothing by that.
    if (action === 'update') return;
    // A store entry of others is asked only when it is taken, not in every run that it stands.
    this.#savedMillis +=
      action === 'current'
        ? (this.#timings.releaseMillis(part) ?? 0)
        : (this.history.get(part.name)?.millis ?? this.#timings.storedMillis(part));
  }

  #needsOf({ needs }: Part): readonly MadePart[] {
    return needs.flatMap((need) => this.#made.get(need) ?? this.#behind.get(need) ?? []);
  }

  #madePart(part: Part, cost: PartCost): MadePart {
    const { name, texts } = part;
    const ended = this.#call.ports.clock();
    const serialOption = serialOptionOf(texts);
    return {
      part: name,
      needs: this.#needsOf(part).map((need) => need.part),
      begun: this.#begun.get(name) ?? ended,
      ended,
      cost,
      ...(serialOption !== undefined && { serialOption }),
    };
  }
}
