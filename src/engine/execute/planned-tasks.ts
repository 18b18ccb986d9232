import type { PlannedPart } from '../plan/index.js';
import type { CostHistory } from './cost.js';
import type { Expectation } from './events.js';
import type { LaneName, Task } from './task.js';

/** The parts of a plan as tasks, with what they cost the last time. */
export function tasksOf(parts: readonly PlannedPart[], history: CostHistory): readonly Task[] {
  return parts.map((planned) => {
    const { name, needs } = planned.part;
    const cost = history.get(name);
    return {
      name,
      needs,
      lane: laneOf(planned),
      ...(cost !== undefined && { millis: cost.millis, peakBytes: cost.peakBytes }),
    };
  });
}

/** What a part will take as far as it is known; nothing for one that is only recorded. */
export function expectationOf(planned: PlannedPart, history: CostHistory): Expectation {
  const lane = laneOf(planned);
  const cost = lane === 'instant' ? undefined : history.get(planned.part.name);
  if (cost === undefined) return {};
  return { expectedMillis: cost.millis, ...(lane === 'work' && { expectedCpuMillis: cost.cpuMillis }) };
}

function laneOf({ action, part: { definition } }: PlannedPart): LaneName {
  if (action === 'current' || action === 'reuse') return 'instant';
  return definition.runsCommands === false && definition.compiles !== true ? 'in-process' : 'work';
}
