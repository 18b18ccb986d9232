import { expandedValues, mergedValues, resolvedValues, type StageValues } from '../../engine/inspect/index.js';
import type { BuildRequest } from '../../engine/request.js';
import { valuesJson, valuesText } from '../../reporters/values-text.js';
import { endingOf, readMerged, readResolved } from '../answering.js';
import type { Call, CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';

/** Every value of a profile at the stage asked for; what cannot be resolved is part of the answer. */
export const resolve: CommandOfProfile = async (request, call) => {
  const values = await valuesAtStage(request, call);
  if (values === undefined) return endingOf(call);
  call.world.streams.out(call.invocation.json ? valuesJson(values) : valuesText(values));
  return EXIT.done;
};

async function valuesAtStage(request: BuildRequest, call: Call): Promise<StageValues | undefined> {
  const { stage = 'resolved' } = call.invocation;
  if (stage === 'resolved') {
    const found = await readResolved(request, call);
    return found && resolvedValues(found.merged, found.survey);
  }
  const merged = await readMerged(request, call);
  return merged && (stage === 'merged' ? mergedValues : expandedValues)(merged);
}
