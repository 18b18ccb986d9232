import { Raised } from '../values/raised.js';
import { limitOf } from './exhausted.js';

/** What was raised, or the limit that JavaScript has met; anything else is a bug. */
export function refusalOf(error: unknown): Raised {
  const raised = limitOf(error);
  if (raised instanceof Raised) return raised;
  throw error;
}
