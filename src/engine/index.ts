import type { EngineCall } from './engine-call.js';
import type { Diagnostic } from './diag/index.js';
import type { EngineEvent, RunFinished } from './events.js';
import type { EnginePorts } from './ports.js';
import type { RecipeDefinition } from './recipe/index.js';
import type { BuildRequest, BuildResult, PlanResult, ResolveResult } from './request.js';
import type { Examination } from './examine.js';
import type { PartCommands } from './part-commands.js';
import type { PartPast } from './part-past.js';
import type { MergedProfile } from './resolve/index.js';
import { findUnchanged } from './shortcut.js';
import { RunTally } from './tally.js';

export type { EngineEvent } from './events.js';
export type { EnginePorts, Machine, MachineConditions, WorkPorts } from './ports.js';
export type { Examination } from './examine.js';
export type { PartCommands } from './part-commands.js';
export type { PartPast } from './part-past.js';
export type { BuildOutcome, BuildRequest, BuildResult, PlanResult, ResolveResult } from './request.js';

export interface CallOptions {
  /** Ends the run: running commands are stopped, what is half done is removed, the state is saved. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: EngineEvent) => void;
}

/** The engine over given ports; it has no state of its own. What a run with nothing to do never needs is loaded late. */
export interface Engine {
  build(request: BuildRequest, options?: CallOptions): Promise<BuildResult>;
  plan(request: BuildRequest, options?: CallOptions): Promise<PlanResult>;
  resolve(request: BuildRequest, options?: CallOptions): Promise<ResolveResult>;
  /** Reads and merges a profile, and nothing more. */
  merge(request: BuildRequest, options?: CallOptions): Promise<Told<MergedProfile>>;
  /** What the commands of a part get; touches nothing but caches. */
  commands(request: BuildRequest, part: string, options?: CallOptions): Promise<Told<PartCommands>>;
  /** What earlier runs left of a part, also when the profile cannot be read: its mistakes are not told. */
  past(request: BuildRequest, part: string, options?: CallOptions): Promise<Told<PartPast>>;
  /** Resolves all that can be resolved; a profile with mistakes is looked at too. */
  examine(request: BuildRequest, options?: CallOptions): Promise<Told<Examination>>;
}

/** An answer, and what was told on the way to it. `value` is `undefined` when something is wrong; the diagnostics say what. */
export interface Told<Value> {
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

type Ended = Pick<BuildResult, 'outcome' | 'directory' | 'review'>;

/** A listener that throws ends the run in an orderly way; its error reaches the caller when everything stands still. */
class Listener {
  readonly diagnostics: Diagnostic[] = [];
  readonly signal: AbortSignal;
  readonly #listen: (event: EngineEvent) => void;
  readonly #own = new AbortController();
  readonly #errors: unknown[] = [];
  readonly #tally = new RunTally();

  constructor({ signal, onEvent }: CallOptions) {
    this.signal = signal === undefined ? this.#own.signal : AbortSignal.any([signal, this.#own.signal]);
    this.#listen = onEvent ?? (() => undefined);
  }

  readonly emit = (event: EngineEvent): void => {
    if (event.type === 'diagnostic') this.diagnostics.push(event.diagnostic);
    if (event.type === 'part' && event.state === 'failed') this.diagnostics.push(...event.diagnostics);
    this.#tally.count(event);
    try {
      this.#listen(event);
    } catch (error) {
      this.#errors.push(error);
      this.stop();
    }
  };

  tellEnd({ outcome, directory, review }: Ended, facts: Pick<RunFinished, 'parts' | 'millis'>): void {
    const counts = this.#tally.counts(outcome, facts.parts);
    const end = { type: 'run', state: 'finished', outcome, directory, ...facts, counts } as const;
    this.emit(review === undefined ? end : { ...end, review });
  }

  /** Ends the run as the caller's signal does. */
  readonly stop = (): void => this.#own.abort();

  end(): void {
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}

export function createEngine(ports: EnginePorts, recipes: () => Promise<readonly RecipeDefinition[]>): Engine {
  const open = async ({ signal, emit }: Listener): Promise<EngineCall> => {
    const begun = ports.now();
    return { ports, recipes: await recipes(), signal, emit, begun };
  };
  /** Calls what answers a request, listening; the answer comes with all that was told on the way. */
  const ask = async <Value>(
    options: CallOptions,
    answer: (call: EngineCall) => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly diagnostics: readonly Diagnostic[] }> => {
    const listener = new Listener(options);
    const value = await answer(await open(listener));
    listener.end();
    return { value, diagnostics: listener.diagnostics };
  };
  return {
    async build(request, options = {}) {
      const begun = ports.clock();
      const listener = new Listener(options);
      listener.emit({ type: 'run', state: 'started', profile: request.profile });
      const lastRun = findUnchanged(request, ports);
      const ending =
        lastRun === undefined
          ? await (await import('./run-limit.js')).buildInTime(request, await open(listener), listener.stop)
          : ({ outcome: 'unchanged', directory: lastRun.directory, plan: undefined, execution: undefined } as const);
      const parts = lastRun?.parts ?? ending.plan?.parts.length ?? 0;
      listener.tellEnd(ending, { parts, millis: Math.round(ports.clock() - begun) });
      listener.end();
      return { ...ending, diagnostics: listener.diagnostics };
    },
    async plan(request, options = {}) {
      const { planRelease } = await import('./build.js');
      const { value, diagnostics } = await ask(options, (call) => planRelease(request, call));
      return { ...value, diagnostics };
    },
    async resolve(request, options = {}) {
      const { resolveRelease } = await import('./build.js');
      const { value: profile, diagnostics } = await ask(options, (call) => resolveRelease(request, call));
      return { profile, diagnostics };
    },
    merge: (request, options = {}) =>
      ask(options, async (call) => (await import('./examine.js')).mergeOnly(request, call)),
    examine: (request, options = {}) =>
      ask(options, async (call) => (await import('./examine.js')).examineRelease(request, call)),
    commands: (request, part, options = {}) =>
      ask(options, async (call) => (await import('./part-commands.js')).readPartCommands(request, part, call)),
    past: (request, part, options = {}) =>
      ask(options, async (call) => (await import('./part-past.js')).readPartPast(request, part, call)),
  };
}
