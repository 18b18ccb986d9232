import type { EngineCall } from './engine-call.js';
import {
  heldLimits,
  makeClaims,
  makeCores,
  Stopwatches,
  type CostHistory,
  type ReleaseFiles,
  type Run,
  type RunSettings,
} from './execute/index.js';
import type { WorkPorts } from './ports.js';
import type { Prepared } from './prepare.js';
import { keptDirectories } from './release.js';
import type { BuildRequest } from './request.js';

/** What a prepared release is built with. */
export interface Site {
  readonly work: WorkPorts;
  readonly prepared: Prepared;
  readonly release: ReleaseFiles;
}

interface KnownSite extends Site {
  readonly history: CostHistory;
}

/** One run of the executor: what was asked for, completed from the profile and this machine. */
export function makeRun(request: BuildRequest, call: EngineCall, { work, prepared, release, history }: KnownSite): Run {
  const { registry, merged, fetcher } = prepared;
  const { files, archiver, commands, locks, storeFiles } = work;
  const settings = makeSettings(request, call, prepared);
  const watches = new Stopwatches(call.ports.clock);
  return {
    settings,
    ports: {
      files: files(merged.directory),
      fetcher,
      archiver,
      commands,
      locks,
      release,
      storeFiles,
      clock: call.ports.clock,
      availableMemory: work.availableMemory,
      probes: work.makeProbeFiles(request.userCache),
    },
    cores: makeCores({
      total: settings.jobs,
      ...(settings.jobserver && { openPool: () => work.openTokenPool(release.temporaryPath) }),
    }),
    history,
    watches,
    claims: makeClaims(),
    keptTrees: new Set(),
    rankOf: () => 0,
    signal: call.signal,
    emit: watches.telling(call.emit),
    decoder: registry.decoder,
    hasChanged: (path) => prepared.reader.hasChanged(path),
    recipe: (name) => {
      const found = registry.find(name, { part: '', at: NOWHERE });
      return found.ok ? found.value : undefined;
    },
  };
}

function makeSettings(request: BuildRequest, { ports }: EngineCall, prepared: Prepared): RunSettings {
  const { merged, store, offline } = prepared;
  const jobs = countOf(request.jobs ?? ports.cores);
  return {
    directory: merged.directory,
    kept: keptDirectories(prepared),
    offline,
    jobs,
    partsAtOnce: countOf(request.partsAtOnce ?? jobs),
    jobserver: request.jobserver ?? true,
    probeCache: request.probeCache ?? true,
    afterFailure: request.afterFailure ?? 'finish',
    keepFailed: request.keepFailed ?? false,
    limits: heldLimits(request.limits ?? {}),
    failedReinstall: request.dialect === 'zc' ? 'forget' : 'restore',
    passedEnvironment: request.passEnvironment ?? {},
    builder: `slapbuild/${ports.version}`,
    store,
  };
}

/** A count from 1 on, whatever a program hands in. */
export function countOf(value: number): number {
  return Math.max(1, Math.floor(value) || 1);
}

const NOWHERE = { source: { path: '', text: '' }, start: 0, end: 0 } as const;
