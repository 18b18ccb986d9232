/**
 * A computation that may need others, written as if it called them, and run without growing the native stack: chains of
 * references may be as long as a profile is.
 */
export type Task<Value> = Generator<Task<unknown>, Value, unknown>;

/** Waits for another task inside a task: `const value = yield* outcome(task)`. */
export function* outcome<Value>(task: Task<Value>): Task<Value> {
  const value = yield task;
  // `runTask` sends back exactly what the yielded task returned.
  return value as Value;
}

export function runTask<Value>(task: Task<Value>): Value {
  const waiting: Task<unknown>[] = [];
  let current: Task<unknown> = task;
  let sent: unknown;
  for (;;) {
    const step = current.next(sent);
    sent = undefined;
    if (step.done !== true) {
      waiting.push(current);
      current = step.value;
      continue;
    }
    const next = waiting.pop();
    // The task that nobody waits for is the one given.
    if (next === undefined) return step.value as Value;
    current = next;
    sent = step.value;
  }
}
