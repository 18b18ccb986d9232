import type { BuildOutcome } from '../../engine/request.js';
import { EXIT } from '../exit.js';
import type { CommandOfProfile } from '../call.js';

const CODES: Readonly<Record<BuildOutcome, number>> = { ...EXIT, unchanged: EXIT.done };

export const build: CommandOfProfile = async (request, { reporter, world }) => {
  const { engine } = await import('../../engine-here.js');
  const { outcome } = await engine.build(request, { signal: world.stop.signal, onEvent: reporter.report });
  return CODES[outcome];
};
