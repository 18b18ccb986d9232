import type { EngineCall } from './engine-call.js';
import type { Diagnostic } from './diag/index.js';
import { surveyParts, type PendingInput, type SurveyedParts } from './graph/index.js';
import { mergeRelease } from './merge-release.js';
import type { WorkPorts } from './ports.js';
import { fetchInput, openBench, type Bench, type Preparation } from './prepare.js';
import type { BuildRequest } from './request.js';
import type { MergedProfile } from './resolve/index.js';

/** A profile looked at from all sides, mistakes or not. Nothing is touched but caches. */
export interface Examination extends SurveyedParts {
  readonly merged: MergedProfile;
  readonly bench: Bench;
  /** Remote sources whose content recipes asked for while they were resolved. */
  readonly inputs: readonly PendingInput[];
  /** Remote inputs that could not be had. */
  readonly unfetched: readonly Diagnostic[];
}

/** Reads and merges a profile; `undefined` when that is not possible, which has been told then. */
export async function mergeOnly(request: BuildRequest, call: EngineCall): Promise<MergedProfile | undefined> {
  return merge(request, call, await call.ports.load());
}

async function merge(request: BuildRequest, call: EngineCall, work: WorkPorts): Promise<MergedProfile | undefined> {
  const release = await mergeRelease(request, { ...call, work });
  if (release.ok) return release.value.merged;
  // What was cut short is no mistake of anybody.
  if (!call.signal.aborted) for (const diagnostic of release.failures) call.emit({ type: 'diagnostic', diagnostic });
  return undefined;
}

/** Resolves every section and asks every recipe. What is wrong is in the result and not told; `undefined` when cancelled. */
export async function examineRelease(request: BuildRequest, call: EngineCall): Promise<Examination | undefined> {
  const work = await call.ports.load();
  const merged = await merge(request, call, work);
  if (merged === undefined) return undefined;
  const means: Preparation = {
    ...call,
    work,
    warn: () => undefined,
    onFetch: (url) => {
      call.emit({ type: 'run', state: 'fetching', url });
    },
  };
  const bench = await openBench(request, { merged, lock: undefined }, means);
  const unfetched = new Map<string, readonly Diagnostic[]>();
  for (;;) {
    const surveyed = surveyParts(merged, bench.settings);
    if (await bench.registry.prepare()) continue;
    const wanted = surveyed.pending.filter(({ source }) => !unfetched.has(source.url));
    if (wanted.length === 0) {
      const told = [...unfetched.values()].flat();
      return { ...surveyed, merged, bench, inputs: [...bench.inputs, ...surveyed.pending], unfetched: told };
    }
    await Promise.all(wanted.map((input) => fetchOne(input, { bench, means, unfetched })));
    if (call.signal.aborted) return undefined;
  }
}

interface Fetching {
  readonly bench: Bench;
  readonly means: Preparation;
  /** By URL. */
  readonly unfetched: Map<string, readonly Diagnostic[]>;
}

async function fetchOne(input: PendingInput, { bench, means, unfetched }: Fetching): Promise<void> {
  const fetched = await fetchInput(input, bench.reader, { ...bench, means });
  if (!fetched.ok) unfetched.set(input.source.url, fetched.failures);
}
