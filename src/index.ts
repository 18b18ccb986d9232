import type { BuildRequest, BuildResult, CallOptions, PlanResult, ResolveResult } from './engine/index.js';
import { engine } from './engine-here.js';

export type {
  BuildOutcome,
  BuildRequest,
  BuildResult,
  CallOptions,
  EngineEvent,
  PlanResult,
  ResolveResult,
} from './engine/index.js';
export type { Diagnostic, Note, Position, Source, Span } from './engine/diag/index.js';
export { locate } from './engine/diag/index.js';
export type { PartAction, Plan, PlannedPart, PlannedRemoval, StaleReason } from './engine/plan/index.js';
export { VERSION } from './version.js';

/**
 * Builds a release. Never throws for what is wrong with profile, sources or machine: the result says how it ended, the
 * diagnostics say why. It changes neither the process's directory nor its umask and installs no signal handler.
 */
export function build(request: BuildRequest, options?: CallOptions): Promise<BuildResult> {
  return engine.build(request, options);
}

/** Says what `build` would do, and why. Touches nothing but caches. */
export function plan(request: BuildRequest, options?: CallOptions): Promise<PlanResult> {
  return engine.plan(request, options);
}

/** Resolves a profile: every section in use with its values, and the parts in installation order. Touches nothing but caches. */
export function resolve(request: BuildRequest, options?: CallOptions): Promise<ResolveResult> {
  return engine.resolve(request, options);
}
