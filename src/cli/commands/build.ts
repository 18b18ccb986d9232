import { resolve } from 'node:path';
import type { BuildOutcome } from '../../engine/request.js';
import { EXIT } from '../exit.js';
import type { Call, CommandOfProfile } from '../call.js';
import type { TraceFile } from '../trace-file.js';

const CODES: Readonly<Record<BuildOutcome, number>> = { ...EXIT, unchanged: EXIT.done };

export const build: CommandOfProfile = async (request, call) => {
  const { reporter, world } = call;
  const { engine } = await import('../../engine-here.js');
  const trace = await openTrace(call);
  const onEvent: typeof reporter.report = (event) => {
    trace?.hear(event);
    reporter.report(event);
  };
  try {
    const { outcome } = await engine.build(request, { signal: world.stop.signal, onEvent });
    return CODES[outcome];
  } finally {
    trace?.write(reporter);
  }
};

async function openTrace({ invocation: { trace }, world }: Call): Promise<TraceFile | undefined> {
  if (trace === undefined) return undefined;
  return (await import('../trace-file.js')).openTrace(resolve(world.workingDirectory, trace));
}
