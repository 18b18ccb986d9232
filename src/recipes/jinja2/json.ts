import { fail, succeed, type Result } from '../../engine/recipe/index.js';
import { fromJson, Raised, type Value } from '../../jinja/index.js';

/** What Python's `json.loads` makes of a text, or its message. */
export function readJson(text: string): Result<Value, string> {
  try {
    return succeed(fromJson(text));
  } catch (error) {
    if (error instanceof Raised) return fail(error.message);
    throw error;
  }
}
