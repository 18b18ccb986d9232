import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { EnginePorts } from '../engine/index.js';
import { readConditions } from './conditions.js';
import { openRelease } from './release-files.js';
import { changeTime, exists, stampOf } from './stamps.js';

/** The ports of the engine on this machine; what a run with nothing to do does not need is loaded when it is asked for. */
export function makeEnginePorts(version: string): EnginePorts {
  return {
    version,
    cores: availableParallelism(),
    clock: () => performance.now(),
    now: () => Date.now(),
    stampOf,
    changeTime,
    exists,
    conditions: readConditions,
    openRelease,
    load: async () => (await import('./work-ports.js')).makeWorkPorts(),
  };
}
