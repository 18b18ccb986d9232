import type { EngineEvent } from '../engine/events.js';
import { formatTrace } from './trace/format.js';
import { Recorder } from './trace/record.js';

/** Listens to a run beside the reporter that shows it. */
export interface TraceListener {
  readonly hear: (event: EngineEvent) => void;
  /** What was heard, in Chrome's trace format. */
  readonly text: () => string;
}

/** `now`: milliseconds of a clock that never goes back; the trace counts from the first event on. */
export function listenForTrace(now: () => number): TraceListener {
  const recorder = new Recorder();
  let begun: number | undefined;
  return {
    hear(event) {
      const at = now();
      begun ??= at;
      recorder.hear(event, at - begun);
    },
    text: () => formatTrace(recorder.record()),
  };
}
