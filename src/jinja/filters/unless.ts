import { Raised, type RaisedKind } from '../values/raised.js';

/** Python's `try`: `undefined` where one of the exceptions is raised. */
export function unless<Result>(kinds: readonly RaisedKind[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Raised && kinds.includes(error.kind)) return undefined;
    throw error;
  }
}
