import type { PlannedPart } from '../plan/index.js';
import type { CostHistory } from './cost.js';
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

/** Time that a part will take as far as it is known; nothing for one that is only recorded. */
export function expectedMillis(planned: PlannedPart, history: CostHistory): number | undefined {
  return laneOf(planned) === 'instant' ? undefined : history.get(planned.part.name)?.millis;
}

function laneOf({ action, part: { definition } }: PlannedPart): LaneName {
  if (action === 'current' || action === 'reuse') return 'instant';
  return definition.runsCommands === false && definition.compiles !== true ? 'in-process' : 'work';
}
