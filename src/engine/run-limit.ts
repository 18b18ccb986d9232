import { buildRelease, type Ending } from './build.js';
import { BusyParts } from './busy-parts.js';
import type { Diagnostic } from './diag/index.js';
import type { EngineCall } from './engine-call.js';
import { heldLimits } from './execute/index.js';
import type { BuildRequest } from './request.js';

/**
 * Builds a release within the time that the request gives. When it is up, that is told as an error, `stop` is called,
 * which is to abort the signal of the call, and the run has failed. A run that was cancelled before stays cancelled.
 */
export async function buildInTime(request: BuildRequest, call: EngineCall, stop: () => void): Promise<Ending> {
  const seconds = heldLimits(request.limits ?? {}).runSeconds;
  if (seconds === undefined) return buildRelease(request, call);
  const up = new AbortController();
  const busy = new BusyParts();
  const end = (): void => {
    if (call.signal.aborted) return;
    up.abort();
    call.emit({ type: 'diagnostic', diagnostic: timeoutWords(seconds, busy) });
    stop();
  };
  const emit: EngineCall['emit'] = (event) => {
    busy.follow(event);
    call.emit(event);
  };
  const timer = setTimeout(end, seconds * 1_000);
  try {
    const ending = await buildRelease(request, { ...call, emit });
    return up.signal.aborted && ending.outcome !== 'invalid' ? { ...ending, outcome: 'failed' } : ending;
  } finally {
    clearTimeout(timer);
  }
}

function timeoutWords(seconds: number, { words }: BusyParts): Diagnostic {
  return {
    code: 'run-timeout',
    severity: 'error',
    message: `the run took longer than ${String(seconds)} s, and is ended`,
    notes: words === undefined ? [] : [{ message: `it was busy with ${words}` }],
    hint: '`--timeout` sets the limit; what is finished is kept, and the next run goes on from there',
  };
}
