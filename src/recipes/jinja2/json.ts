import { fail, succeed, type Result } from '../../engine/recipe/index.js';
import type { Value } from '../../jinja/index.js';
import { decode } from '../../jinja/shims/json/decode.js';
import { Raised } from '../../jinja/values/raised.js';
import { Unhosted } from '../../jinja/values/unhosted.js';

const PLAIN = { object: null, float: null, int: null, constant: null, pairs: null } as const;

/** What Python's `json.loads` makes of a text, or its message. */
export function readJson(text: string): Result<Value, string> {
  try {
    return succeed(decode(text, PLAIN, new Unhosted()));
  } catch (error) {
    if (error instanceof Raised) return fail(error.message);
    throw error;
  }
}
