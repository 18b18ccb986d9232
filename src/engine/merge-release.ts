import { failAll, succeed, type Diagnostic, type Result } from './diag/index.js';
import { explain as explainLock, lockedLoader, readLock, type Lock } from './lock/index.js';
import type { EnginePorts, MachineConditions, WorkPorts } from './ports.js';
import type { BuildRequest } from './request.js';
import {
  explain,
  loadLayers,
  mergeLayers,
  shownPath,
  type LayerRequest,
  type MergedProfile,
  type ProfileLoader,
} from './resolve/index.js';

/** All layers of a profile, merged. */
export interface MergedRelease {
  readonly merged: MergedProfile;
  /** Paths and URLs of every profile that was read or looked for, and the path of the lock. */
  readonly looked: ReadonlySet<string>;
  /** What the run is held to; `undefined` when it is not frozen. */
  readonly lock: Lock | undefined;
}

export interface MergeMeans {
  readonly ports: EnginePorts;
  readonly work: WorkPorts;
  readonly signal: AbortSignal;
}

/** Reads a profile with all that it extends, and merges it. Touches nothing but caches. */
export async function mergeRelease(
  request: BuildRequest,
  { ports, work, signal }: MergeMeans,
): Promise<Result<MergedRelease, Diagnostic>> {
  const looked = new Set<string>();
  const loader = watched(work.makeLoader({ signal, cacheDirectory: request.userCache }), looked);
  const lock = await readLockOf(request, loader);
  if (!lock.ok) return lock;
  const guarded = lock.value === undefined ? loader : lockedLoader(loader, lock.value);
  const loaded = await loadLayers(layerRequest(request, ports), guarded);
  const merged = loaded.ok ? mergeLayers(loaded.value) : loaded;
  if (merged.ok) return succeed({ merged: merged.value, looked, lock: lock.value });
  const [first, ...more] = merged.failures;
  return failAll([explain(first), ...more.map(explain)]);
}

async function readLockOf(
  { frozen, workingDirectory }: BuildRequest,
  loader: ProfileLoader,
): Promise<Result<Lock | undefined, Diagnostic>> {
  if (frozen === undefined) return succeed(undefined);
  const lock = await readLock(frozen, shownPath(frozen, workingDirectory), loader);
  if (lock.ok) return lock;
  const [first, ...more] = lock.failures;
  return failAll([explainLock(first), ...more.map(explainLock)]);
}

/** Remembers what a loader is asked for, there or not. */
function watched(loader: ProfileLoader, looked: Set<string>): ProfileLoader {
  return {
    canonical: (location) => loader.canonical(location),
    load(location, options) {
      looked.add(location);
      return loader.load(location, options);
    },
  };
}

function layerRequest(request: BuildRequest, ports: EnginePorts): LayerRequest {
  const { profile, placeOf, workingDirectory, assignments = [], dialect = 'slapos', userDefaults, home } = request;
  const { offline, newest, verbosity, socketTimeout } = request;
  return {
    profile,
    placeOf,
    workingDirectory,
    assignments,
    dialect,
    userDefaults: request.frozen === undefined ? userDefaults : undefined,
    home,
    options: { offline, newest, verbosity, socketTimeout },
    conditions: conditionsOf(request, ports),
  };
}

/** What header conditions are asked about: this machine, but for what the request says. */
export function conditionsOf(request: BuildRequest, ports: EnginePorts): MachineConditions {
  const { assumed, ...facts } = request.conditions ?? {};
  return {
    ...ports.conditions(),
    ...facts,
    variables: new Map(Object.entries(request.conditionVariables ?? {})),
    assumed: new Map(Object.entries(assumed ?? {})),
  };
}
