import type { EngineCall } from './build.js';
import type { Diagnostic } from './diag/index.js';
import type { EngineEvent } from './events.js';
import type { EnginePorts } from './ports.js';
import type { RecipeDefinition } from './recipe/index.js';
import type { BuildRequest, BuildResult, PlanResult, ResolveResult } from './request.js';
import { findUnchanged } from './shortcut.js';

export type { EngineEvent } from './events.js';
export type { EnginePorts, Machine, MachineConditions, WorkPorts } from './ports.js';
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
}

export function createEngine(ports: EnginePorts, recipes: () => Promise<readonly RecipeDefinition[]>): Engine {
  const open = async (options: CallOptions, diagnostics: Diagnostic[]): Promise<EngineCall> => ({
    ports,
    recipes: await recipes(),
    signal: options.signal ?? new AbortController().signal,
    begun: ports.now(),
    emit(event) {
      if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
      if (event.type === 'part' && event.state === 'failed') diagnostics.push(...event.diagnostics);
      options.onEvent?.(event);
    },
  });
  return {
    async build(request, options = {}) {
      const begun = ports.clock();
      options.onEvent?.({ type: 'run', state: 'started', profile: request.profile });
      const diagnostics: Diagnostic[] = [];
      const lastRun = findUnchanged(request, ports);
      const ending =
        lastRun === undefined
          ? await (await import('./build.js')).buildRelease(request, await open(options, diagnostics))
          : ({ outcome: 'unchanged', directory: lastRun.directory, plan: undefined, execution: undefined } as const);
      const parts = lastRun?.parts ?? ending.plan?.parts.length ?? 0;
      const { outcome, directory } = ending;
      const millis = Math.round(ports.clock() - begun);
      options.onEvent?.({ type: 'run', state: 'finished', outcome, directory, parts, millis });
      return { ...ending, diagnostics };
    },
    async plan(request, options = {}) {
      const diagnostics: Diagnostic[] = [];
      const { planRelease } = await import('./build.js');
      return { ...(await planRelease(request, await open(options, diagnostics))), diagnostics };
    },
    async resolve(request, options = {}) {
      const diagnostics: Diagnostic[] = [];
      const { resolveRelease } = await import('./build.js');
      return { profile: await resolveRelease(request, await open(options, diagnostics)), diagnostics };
    },
  };
}
