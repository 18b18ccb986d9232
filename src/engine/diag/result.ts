/** The outcome of a step that can fail: a value, or every failure the step could find. */
export type Result<Value, Failure> = Success<Value> | Failed<Failure>;

export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Failed<Failure> {
  readonly ok: false;
  readonly failures: readonly [Failure, ...Failure[]];
}

export function succeed<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

export function fail<Failure>(first: Failure, ...more: readonly Failure[]): Failed<Failure> {
  return { ok: false, failures: [first, ...more] };
}

/** As `fail`, for any number of failures: the arguments of a call are limited. */
export function failAll<Failure>(failures: Failed<Failure>['failures']): Failed<Failure> {
  return { ok: false, failures };
}

/** A bug in slapbuild itself; the only error the engine throws on purpose. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Closes an exhaustive switch: the compiler refuses the call while a case is missing. */
export function unreachable(value: never): never {
  throw new InternalError(`unreachable case: ${JSON.stringify(value)}`);
}
