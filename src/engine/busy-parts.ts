import type { EngineEvent } from './events.js';
import { Doing } from './execute/index.js';

/** Parts that are named; of the others only the number is. */
const NAMED = 5;

const ENDS: ReadonlySet<string> = new Set(['installed', 'substituted', 'up-to-date', 'failed', 'skipped']);

/** The parts that are at work in a run, and what each is doing. */
export class BusyParts {
  readonly #parts = new Map<string, Doing>();

  follow(event: EngineEvent): void {
    if (event.type !== 'part') return;
    if (event.state === 'started') this.#parts.set(event.part, new Doing());
    else if (ENDS.has(event.state)) this.#parts.delete(event.part);
    else this.#parts.get(event.part)?.follow(event);
  }

  /** `undefined` when no part is at work. */
  get words(): string | undefined {
    if (this.#parts.size === 0) return undefined;
    const named = [...this.#parts].slice(0, NAMED).map(([part, { words }]) => {
      return words === undefined ? `\`${part}\`` : `\`${part}\` (${words})`;
    });
    const more = this.#parts.size - named.length;
    const last = more > 0 ? `${String(more)} more` : named.pop();
    return named.length === 0 ? last : `${named.join(', ')} and ${String(last)}`;
  }
}
