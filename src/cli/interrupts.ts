const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface InterruptActions {
  /** The first signal: end in good order. */
  readonly stop: () => void;
  /** A further one: end at once. */
  readonly stopAtOnce: () => void;
}

/** Handles the signals that ask a run to end, until the answer is called. */
export function handleInterrupts({ stop, stopAtOnce }: InterruptActions): () => void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return stopAtOnce();
    stopping = true;
    return stop();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
