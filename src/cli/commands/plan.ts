import { describeReason } from '../../engine/plan/reasons.js';
import { engine } from '../../engine-here.js';
import { planText } from '../../reporters/plan-text.js';
import { EXIT } from '../exit.js';
import type { CommandOfProfile } from '../call.js';

export const plan: CommandOfProfile = async (request, { invocation, reporter: { report }, world }) => {
  const { signal } = world.stop;
  const { directory, plan: made } = await engine.plan(request, { signal, onEvent: report });
  if (made === undefined || directory === undefined) return signal.aborted ? EXIT.interrupted : EXIT.invalid;
  if (invocation.json) report({ type: 'run', state: 'planned', directory, plan: made });
  else world.streams.out(planText(made, describeReason));
  return EXIT.done;
};
